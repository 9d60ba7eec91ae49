import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithKafka } from '@havre/test-harness/jest';
import { loadSetupData } from '../src/data/setup-data.js';
import { wantedState } from '../src/plan/wanted-state.js';
import { SecuredKafka, SETUP_USER } from '../src/testing/secured-kafka.js';
import {
  CLUSTER_OFFICE,
  connectionOf,
  DELETE_GROUP,
  DELETE_TOPIC,
  GROUP_ACTS,
  MOVE_GROUP,
  NUMBER_RECORDS,
  outcomeOf,
  SEE_TOPIC,
  TOPIC_ACTS,
  TOPIC_OFFICE,
} from './acts.js';

/**
 * Every principal of the data tries everything: each act on each topic and each group, and what only an operator may do. What
 * it may is what the data say, and nothing else; a principal, a topic or a group that is added to the data is in the table.
 */
const DEPARTMENTS = ['accueil', 'sante'];
const data = await loadSetupData();
const { topics: wantedTopics, rules } = wantedState(data, {
  departments: DEPARTMENTS,
  retentionDays: 7,
  brokers: 1,
});
const TOPICS = wantedTopics.map(({ name }) => name);
const SERVICES = Object.keys(data.acls.services);
const PRINCIPALS = [...SERVICES, ...DEPARTMENTS.map((slug) => `department-${slug}`)];
const GROUPS = [
  ...new Set([...Object.values(data.acls.services).flatMap(({ groups }) => groups), 'another']),
];
const DENIED = /^(TOPIC|GROUP|CLUSTER|TRANSACTIONAL_ID)_AUTHORIZATION_FAILED$/;

const has = (principal: string, operation: string, name: string, type = 'TOPIC'): boolean =>
  rules.some(
    (rule) =>
      rule.principal === `User:${principal}` &&
      rule.operation === operation &&
      rule.resourceName === name &&
      rule.resourceType === type,
  );
const hasAny = (principal: string, name: string): boolean =>
  ['READ', 'WRITE', 'DELETE'].some((operation) => has(principal, operation, name));
const DONE = /^done$/;
const NOT_DENIED = /^(?!.*AUTHORIZATION).+$/;
const verdict = (isAllowed: boolean): string => (isAllowed ? 'may' : 'may not');

describeWithKafka('everybody who tries everything', () => {
  let kafka: SecuredKafka;
  const open = new Map<string, Awaited<ReturnType<typeof connectionOf>>>();

  beforeAll(async () => {
    kafka = await SecuredKafka.start(PRINCIPALS);
    await kafka.apply(['--departments', DEPARTMENTS.join(',')]);
    const admin = kafka.client(SETUP_USER).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: 'town.bulletins', numPartitions: 1 }],
      waitForLeaders: false,
    });
    await admin.disconnect();
    for (const name of PRINCIPALS) open.set(name, await connectionOf(kafka.credentials(name)));
  }, 180_000);
  afterAll(async () => {
    for (const one of open.values()) await one.close();
    await kafka.stop();
  }, 60_000);

  const tryAs = (principal: string, act: Parameters<typeof outcomeOf>[0], name: string): Promise<string> =>
    outcomeOf(act, open.get(principal)!.connection, name);

  describe.each(PRINCIPALS)('%s', (principal) => {
    it.each(
      [...TOPICS, 'town.bulletins'].flatMap((topic) =>
        (['read', 'write', 'delete'] as const).map((act) => {
          const isAllowed = has(principal, act.toUpperCase(), topic);
          return { act, topic, isAllowed, verdict: verdict(isAllowed) };
        }),
      ),
    )('$verdict $act $topic', async ({ act, topic, isAllowed }) => {
      const outcome = await tryAs(principal, TOPIC_ACTS[act], topic);
      expect(outcome).toMatch(isAllowed ? DONE : DENIED);
    });

    it.each([...TOPICS, 'town.bulletins'].map((topic) => ({ topic, isAllowed: hasAny(principal, topic) })))(
      'sees $topic only with a right on it: $isAllowed',
      async ({ topic, isAllowed }) => {
        expect(open.get(principal)?.topics.includes(topic)).toBe(isAllowed);
        const outcome = await tryAs(principal, SEE_TOPIC, topic);
        expect(outcome).toMatch(isAllowed ? DONE : DENIED);
      },
    );

    it.each(
      GROUPS.flatMap((group) =>
        Object.entries(GROUP_ACTS).map(([name, act]) => {
          const isAllowed = has(principal, 'READ', group, 'GROUP');
          return { name, act, group, isAllowed, verdict: verdict(isAllowed) };
        }),
      ),
    )('$verdict use group $group: $name', async ({ act, group, isAllowed }) => {
      const outcome = await tryAs(principal, act, group);
      expect(outcome).toMatch(isAllowed ? NOT_DENIED : DENIED);
    });

    it.each(GROUPS.filter((group) => !has(principal, 'READ', group, 'GROUP')))(
      'may not move group %s on any topic',
      async (group) => {
        for (const topic of TOPICS) {
          expect(await tryAs(principal, MOVE_GROUP, `${group} ${topic}`)).toMatch(DENIED);
        }
      },
    );

    it('may not delete any group, its own included', async () => {
      for (const group of GROUPS) expect(await tryAs(principal, DELETE_GROUP, group)).toMatch(DENIED);
    });

    it.each(Object.entries(TOPIC_OFFICE))('may not %s any topic', async (_name, act) => {
      for (const topic of TOPICS) expect(await tryAs(principal, act, topic)).toMatch(DENIED);
    });

    // Kafka knows one right for records and for the topic itself: who may delete the ones may delete the other.
    it.each(TOPICS.filter((topic) => !has(principal, 'DELETE', topic)))(
      'may not delete topic %s',
      async (topic) => {
        expect(await tryAs(principal, DELETE_TOPIC, topic)).toMatch(DENIED);
      },
    );

    it.each(Object.entries(CLUSTER_OFFICE))('may not %s', async (_name, act) => {
      expect(await tryAs(principal, act, principal)).toMatch(DENIED);
    });

    const writes = rules.some((rule) => rule.principal === `User:${principal}` && rule.operation === 'WRITE');
    it(`gets sequence numbers for records only with something to write: ${String(writes)}`, async () => {
      const outcome = await tryAs(principal, NUMBER_RECORDS, '');
      expect(outcome).toMatch(writes ? DONE : DENIED);
    });
  });

  it('lets nobody in without a password of their own', async () => {
    for (const name of PRINCIPALS) {
      const admin = kafka.client(name, 'the-password-of-somebody-else').admin();
      await expect(admin.connect()).rejects.toMatchObject({ name: 'KafkaJSSASLAuthenticationError' });
    }
  }, 60_000);
});
