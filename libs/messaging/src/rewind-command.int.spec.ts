import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startKafka, startPostgres } from '@havre/test-harness';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLogConfiguration } from './configured-event-log.js';
import type { EventLog } from './event-log.js';
import { openConfiguredEventLog } from './configured-event-log.js';
import { rewindCommand } from './rewind-command.js';

const TOPICS = ['havre.intake', 'havre.receipt'];

interface World {
  readonly configuration: EventLogConfiguration;
  stop(): Promise<void>;
}

/** What one member of the group reads until it has seen so many records. */
async function read(log: EventLog, group: string, count: number): Promise<readonly string[]> {
  const seen: string[] = [];
  const subscription = await log.subscribe({ group, topics: TOPICS }, async ({ records }) => {
    seen.push(...records.map(({ value }) => value));
    await Promise.resolve();
  });
  for (const end = Date.now() + 20_000; seen.length < count && Date.now() < end;) await sleep(20);
  await subscription.close();
  return seen.sort();
}

function describeRewinding(open: () => Promise<World>): void {
  let world: World;
  let log: EventLog;

  beforeAll(async () => {
    world = await open();
    log = await openConfiguredEventLog(world.configuration, 'test');
  });
  afterAll(async () => {
    await log.close();
    await world.stop();
  });

  const append = (values: readonly string[]): Promise<void> =>
    log.append(values.map((value, index) => ({ topic: TOPICS[index % 2] ?? '', key: value, value })));

  const rewind = async (group: string, ...parameters: string[]): Promise<readonly [number, string]> => {
    const lines: string[] = [];
    const code = await rewindCommand(group, TOPICS)(world.configuration, parameters, (line) =>
      lines.push(line),
    );
    return [code, lines.at(-1) ?? ''];
  };

  it('lets a group read again everything, or what was appended since a moment, and not the future', async () => {
    const group = `rewind-${randomUUID()}`;
    const values = (name: string): string[] => [1, 2, 3, 4].map((number) => `${group} ${name} ${number}`);
    const own = (seen: readonly string[]): readonly string[] =>
      seen.filter((value) => value.startsWith(group));
    await append(values('early'));
    await sleep(50);
    const since = new Date();
    await sleep(50);
    await append(values('late'));
    const first = await read(log, group, 8);
    expect(own(first)).toEqual([...values('early'), ...values('late')]);
    expect((await rewind(group, '--since', new Date(Date.now() + 60_000).toISOString()))[1]).toBe(
      'partitions: 0, records: 0',
    );
    const [code, said] = await rewind(group, '--since', since.toISOString());
    expect([code, said]).toEqual([0, expect.stringMatching(/^partitions: [1-4], records: 4$/)]);
    expect(own(await read(log, group, 4))).toEqual(values('late'));
    await rewind(group);
    expect(own(await read(log, group, first.length))).toEqual([...values('early'), ...values('late')]);
  }, 120_000);

  it.each([['--since'], ['--since', 'yesterday'], ['--until', '2030-01-01T00:00:00Z'], ['now']])(
    'says how it is used when it is given %s %s',
    async (...parameters) => {
      expect(await rewind('rewind-nobody', ...parameters)).toEqual([2, expect.stringContaining('usage')]);
    },
  );
}

describe('rewinding a group of the log in PostgreSQL', () => {
  describeRewinding(async () => {
    const postgres = await startPostgres();
    return {
      configuration: {
        eventLog: 'postgresql',
        databaseUrl: postgres.url,
        kafkaBrokers: [],
        kafkaTls: false,
        retentionDays: 7,
      },
      stop: () => postgres.stop(),
    };
  });
});

describe('rewinding a group of the log on Kafka', () => {
  describeRewinding(async () => {
    const kafka = await startKafka();
    return {
      configuration: {
        eventLog: 'kafka',
        databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
        kafkaBrokers: kafka.brokers,
        kafkaTls: false,
        retentionDays: 7,
      },
      stop: () => kafka.stop(),
    };
  });
});
