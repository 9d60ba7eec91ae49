import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { expect, it } from '@jest/globals';
import { startKafka, type TestKafkaServer } from '@havre/test-harness';
import { describeWithKafka } from '@havre/test-harness/jest';
import { openEventLog } from '../open-event-log.js';
import { describeShortContract } from '../testing/contract/event-log-contract.js';
import {
  appendSurely,
  numbered,
  ownName,
  Seen,
  upTo,
  withoutRepeats,
  type LogBench,
  type LogUnderTest,
} from '../testing/contract/log-under-test.js';
import { waitUntil } from '../testing/wait-until.js';
import type { KafkaEventLogOptions } from './kafka-settings.js';

type Settings = KafkaEventLogOptions & { readonly kind: 'kafka' };

/**
 * How long a sign-in holds: brokers in the cloud end connections that have not signed in again by then. kafkajs does so ten
 * seconds ahead, and brokers refuse it within a second of the last.
 */
const SIGNED_IN_MS = 13_000;
const PASSWORD = 'MARK-5d2b-of-the-chief';

async function startSecured(client: 'kafkajs' | 'platformatic'): Promise<LogUnderTest> {
  const kafka: TestKafkaServer = await startKafka({
    dedicated: true,
    tls: true,
    users: [{ name: 'chief', password: PASSWORD, isSuper: true }],
    properties: { 'connections.max.reauth.ms': String(SIGNED_IN_MS) },
  });
  const settings: Settings = {
    kind: 'kafka',
    client,
    brokers: kafka.brokers,
    clientId: 'signed-in',
    tls: { ca: await readFile(kafka.caFile ?? '', 'utf8') },
    sasl: { mechanism: 'scram-sha-512', username: 'chief', password: PASSWORD },
  };
  return {
    settings,
    takeAway: () => kafka.kill(),
    restore: () => kafka.restart(),
    stop: () => kafka.stop(),
  };
}

/** What opening with these settings says when it fails; undefined when it does not. */
async function refusalOf(settings: Settings): Promise<unknown> {
  const opened = openEventLog(settings).then(async (log) => {
    try {
      await log.ensureTopics([{ name: ownName('refused'), partitions: 1 }]);
    } finally {
      await log.close();
    }
  });
  return opened.then(
    () => undefined,
    (error: unknown) => error,
  );
}

function describeSignedIn(current: () => LogBench): void {
  it('goes on, in order and without a gap, for longer than a sign-in holds', async () => {
    const log = await current().openLog();
    const topic = ownName('signed-in');
    const group = ownName('group');
    await log.ensureTopics([{ name: topic, partitions: 2 }]);
    const seen = new Seen();
    await log.subscribe({ group, topics: [topic] }, seen.handler);
    for (const round of upTo(20)) {
      await appendSurely(log, numbered(topic, 'a', 5, round * 5));
      await sleep(SIGNED_IN_MS / 13);
    }
    await waitUntil(() => withoutRepeats(seen.numbersOf('a')).length === 100);
    expect(withoutRepeats(seen.numbersOf('a'))).toEqual(upTo(100));
    await waitUntil(async () => (await log.lag(group)).every(({ lag }) => lag === 0));
  }, 120_000);

  it('appends and reads again after silence in which every sign-in has run out', async () => {
    const log = await current().openLog();
    const topic = ownName('silent');
    const group = ownName('group');
    await log.ensureTopics([{ name: topic, partitions: 1 }]);
    const seen = new Seen();
    await log.subscribe({ group, topics: [topic] }, seen.handler);
    await log.append(numbered(topic, 'a', 1));
    await waitUntil(() => seen.records.length === 1);
    await sleep(SIGNED_IN_MS + 2_000);
    await appendSurely(log, numbered(topic, 'a', 1, 1));
    await waitUntil(() => withoutRepeats(seen.numbersOf('a')).length === 2);
    expect(withoutRepeats(seen.numbersOf('a'))).toEqual([0, 1]);
    await waitUntil(async () => (await log.lag(group)).every(({ lag }) => lag === 0));
  }, 120_000);

  it('signs in again when the broker is back', async () => {
    const log = await current().openLog();
    const topic = ownName('back');
    await log.ensureTopics([{ name: topic, partitions: 2 }]);
    const seen = new Seen();
    await log.subscribe({ group: ownName('group'), topics: [topic] }, seen.handler);
    await log.append(numbered(topic, 'a', 3));
    await waitUntil(() => seen.records.length === 3);
    await current().underTest.takeAway();
    await current().underTest.restore();
    await appendSurely(log, numbered(topic, 'a', 3, 3));
    await waitUntil(() => withoutRepeats(seen.numbersOf('a')).length === 6);
    expect(withoutRepeats(seen.numbersOf('a'))).toEqual(upTo(6));
  }, 120_000);

  it('does not open for a wrong password or an unknown authority, and says so without either', async () => {
    const settings = current().underTest.settings as Settings;
    const wrong = { mechanism: 'scram-sha-512', username: 'chief', password: `${PASSWORD}!` } as const;
    const refused = await refusalOf({ ...settings, sasl: wrong });
    expect(refused).toMatchObject({ name: 'EventLogError', code: 'unauthorized', retriable: false });
    expect(inspect(refused, { depth: 10, showHidden: true })).not.toContain(PASSWORD);
    expect(await refusalOf({ ...settings, tls: {} })).toMatchObject({
      code: 'unauthorized',
      fault: expect.stringMatching(/^tls\./),
    });
  }, 60_000);
}

describeWithKafka('signed in by SCRAM-SHA-512 over TLS', () => {
  describeShortContract('kafkajs', () => startSecured('kafkajs'), describeSignedIn);
  describeShortContract('@platformatic/kafka', () => startSecured('platformatic'), describeSignedIn);
});
