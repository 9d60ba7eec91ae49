import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startKafka, type TestKafkaServer } from '@havre/test-harness';
import { describeWithKafka } from '@havre/test-harness/jest';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
  type AclEntry,
} from 'kafkajs';
import type { EventLog } from '../event-log.js';
import { waitUntil } from '../testing/wait-until.js';
import { openKafkaEventLog } from './kafka-event-log.js';
import type { KafkaEventLogOptions } from './kafka-settings.js';

const READ = 'read-by-reader';
const HIDDEN = 'hidden-from-reader';
const GROUP = 'reader';
const PASSWORDS = { chief: 'chief-secret', reader: 'reader-secret' } as const;

function mayRead(resourceType: AclResourceTypes, resourceName: string): AclEntry {
  return {
    principal: 'User:reader',
    host: '*',
    operation: AclOperationTypes.READ,
    permissionType: AclPermissionTypes.ALLOW,
    resourceType,
    resourceName,
    resourcePatternType: ResourcePatternTypes.LITERAL,
  };
}

describeWithKafka('the log of a service that may only read one topic, in one group', () => {
  let server: TestKafkaServer;
  let ca: string;
  const open: EventLog[] = [];

  const options = (username: keyof typeof PASSWORDS): KafkaEventLogOptions => ({
    brokers: server.brokers,
    clientId: username,
    tls: { ca },
    sasl: { mechanism: 'scram-sha-512', username, password: PASSWORDS[username] },
  });
  const logOf = async (username: keyof typeof PASSWORDS): Promise<EventLog> => {
    const log = await openKafkaEventLog(options(username));
    open.push(log);
    return log;
  };

  beforeAll(async () => {
    server = await startKafka({
      dedicated: true,
      tls: true,
      users: [
        { name: 'chief', password: PASSWORDS.chief, isSuper: true },
        { name: 'reader', password: PASSWORDS.reader },
      ],
    });
    ca = await readFile(server.caFile ?? '', 'utf8');
    const { brokers, sasl } = options('chief');
    const client = new Kafka({
      brokers: [...brokers],
      logLevel: logLevel.NOTHING,
      ssl: { ca },
      sasl: sasl as never,
    });
    const admin = client.admin();
    await admin.connect();
    const rules = [mayRead(AclResourceTypes.TOPIC, READ), mayRead(AclResourceTypes.GROUP, GROUP)];
    await admin.createAcls({ acl: rules });
    await admin.disconnect();
    await (
      await logOf('chief')
    ).ensureTopics([
      { name: READ, partitions: 1 },
      { name: HIDDEN, partitions: 1 },
    ]);
  }, 180_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
  });
  afterAll(async () => {
    await server.stop();
  }, 60_000);

  it('opens without a right to write, and is content with the topics that there are', async () => {
    const log = await logOf('reader');
    await log.ping();
    await expect(
      log.ensureTopics([{ name: READ }, { name: HIDDEN }, { name: 'nowhere-yet' }]),
    ).resolves.toBeUndefined();
  }, 60_000);

  it('reads, commits and knows its lag', async () => {
    await (await logOf('chief')).append([{ topic: READ, key: 'k', value: 'v' }]);
    const log = await logOf('reader');
    const values: string[] = [];
    await log.subscribe({ group: GROUP, topics: [READ] }, ({ records }) => {
      values.push(...records.map(({ value }) => value));
      return Promise.resolve();
    });
    await waitUntil(() => values.length === 1);
    await waitUntil(async () => (await log.lag(GROUP)).every(({ lag }) => lag === 0));
    expect(await log.lag(GROUP)).toMatchObject([{ topic: READ, committed: 1n, end: 1n }]);
  }, 60_000);

  it('says at the start that the group is somebody else’s', async () => {
    const log = await logOf('reader');
    const subscribed = log.subscribe({ group: 'writer', topics: [READ] }, () => Promise.resolve());
    await expect(subscribed).rejects.toMatchObject({
      code: 'unauthorized',
      fault: 'kafka.GROUP_AUTHORIZATION_FAILED',
      retriable: false,
    });
  }, 60_000);

  it('refuses to append where it may not, and does not see what it has no right on', async () => {
    const log = await logOf('reader');
    await expect(log.append([{ topic: READ, key: 'k', value: 'v' }])).rejects.toMatchObject({
      code: 'unauthorized',
    });
    await expect(log.append([{ topic: HIDDEN, key: 'k', value: 'v' }])).rejects.toMatchObject({
      code: 'unknown-topic',
    });
  }, 60_000);

  it('does not open for a wrong password, or for a broker that nobody trusted vouches for', async () => {
    const wrong = { ...options('reader'), sasl: { ...options('chief').sasl!, password: 'guessed' } };
    await expect(openKafkaEventLog(wrong)).rejects.toMatchObject({ code: 'unauthorized', retriable: false });
    await expect(openKafkaEventLog({ ...options('reader'), tls: {} })).rejects.toMatchObject({
      code: 'unauthorized',
      fault: expect.stringMatching(/^tls\./),
    });
  }, 60_000);
});
