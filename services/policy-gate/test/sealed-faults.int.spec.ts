import { describeWithKafka } from '@havre/test-harness/jest';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { createPolicyGate } from '../src/index.js';
import { freshIntake, OPS_KEY, type RunningGate } from './support/running-gate.js';
import { keysOf, sealerFor, SealedTown, waitUntil } from './support/sealed-town.js';

const SLOWLY = 600_000;

describeWithKafka('the sealed door without its database or its broker', () => {
  let town: SealedTown;
  let gate: RunningGate;
  let seal: (event: unknown) => string;

  beforeAll(async () => {
    town = await SealedTown.start();
    gate = await town.startGate();
    await town.listen();
    const [key] = await keysOf(gate);
    if (key === undefined) throw new TypeError('no key');
    seal = sealerFor('accueil', key);
  }, SLOWLY);
  afterAll(() => town.stop(), SLOWLY);

  async function isReady(): Promise<boolean> {
    return (await fetch(new URL('/readyz', gate.url))).ok;
  }

  it(
    'waits for a database that is away, and takes every record once when it is back',
    async () => {
      await town.postgres.kill();
      const places = await town.produce('accueil', [seal(freshIntake()), 'in the clear', seal('{}')]);
      await waitUntil(async () => !(await isReady()));
      await waitUntil(() => gate.logs().includes('epoch-keys-not-kept'));
      await town.postgres.restart();
      expect(await town.verdictsOn(places)).toEqual(['accepted', 'unopened', 'not-routable']);
      await waitUntil(isReady);
    },
    SLOWLY,
  );

  it(
    'waits for a broker that is away',
    async () => {
      const before = await town.produce('accueil', [seal(freshIntake())]);
      await town.kafka.kill();
      await town.kafka.restart();
      const after = await town.produce('accueil', [seal(freshIntake())]);
      expect(await town.verdictsOn([...before, ...after])).toEqual(['accepted', 'accepted']);
    },
    SLOWLY,
  );

  it('says what went wrong by code alone', () => {
    expect(gate.logs()).toMatch(/postgresql|network/);
    expect(gate.logs()).not.toMatch(/ECONNREFUSED \d|select |insert into|127\.0\.0\.1:\d+/i);
  });
});

describeWithKafka('a sealed door that cannot be', () => {
  const settings = {
    HAVRE_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
    HAVRE_KEYS_FILE: '/nowhere',
    HAVRE_INGRESS_DEPARTMENTS: 'accueil',
  };

  it.each([
    ['without Kafka', { HAVRE_OPS_KEY: OPS_KEY }, 'HAVRE_INGRESS_DEPARTMENTS'],
    [
      'without an operations key',
      { HAVRE_EVENT_LOG: 'kafka', HAVRE_KAFKA_BROKERS: 'a:1' },
      'HAVRE_INGRESS_DEPARTMENTS',
    ],
    [
      'in a process that would write its memory down',
      {
        HAVRE_OPS_KEY: OPS_KEY,
        HAVRE_EVENT_LOG: 'kafka',
        HAVRE_KAFKA_BROKERS: 'a:1',
        NODE_OPTIONS: '--max-old-space-size=500 --heapsnapshot-signal=SIGUSR2',
      },
      'NODE_OPTIONS',
    ],
  ])('does not start %s', async (_, more, variable) => {
    await expect(createPolicyGate({ env: { ...settings, ...more } })).rejects.toMatchObject({
      code: 'wrong-settings',
      problems: [{ variable }],
    });
  });
});
