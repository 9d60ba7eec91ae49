import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { EventLogError } from '../../event-log-error.js';
import { waitUntil } from '../wait-until.js';
import {
  appendSurely,
  numbered,
  numbersOf,
  ownName,
  Seen,
  withoutRepeats,
  type LogBench,
} from './log-under-test.js';

const OUTAGE_MS = 20_000;
const TIMEOUT_MS = 180_000;

export function describeFailures(current: () => LogBench): void {
  describe('failures', () => {
    it(
      'loses nothing acknowledged while the log is away for twenty seconds under load, and heals by itself',
      async () => {
        const log = await current().openLog();
        const topic = ownName('outage');
        const group = ownName('group');
        await log.ensureTopics([{ name: topic, partitions: 4 }]);
        const seen = new Seen();
        await log.subscribe({ group, topics: [topic], sessionTimeoutMs: 6_000 }, seen.handler);
        const producers = ['a', 'b', 'c', 'd'].map((key) => new Producer(key));
        const running = producers.map((producer) =>
          producer.run((from) => appendSurely(log, numbered(topic, producer.key, 3, from))),
        );
        await waitUntil(() => seen.records.length > 100);
        await current().underTest.takeAway();
        await sleep(OUTAGE_MS);
        const acknowledged = producers.map(({ sent }) => sent);
        await current().underTest.restore();
        await waitUntil(() => producers.every(({ sent }, index) => sent > (acknowledged[index] ?? 0) + 30), {
          withinMs: 100_000,
        });
        for (const producer of producers) producer.stop();
        await Promise.all(running);
        for (const { key, sent } of producers) {
          await waitUntil(() => new Set(seen.numbersOf(key)).size >= sent);
          // An append that had to be repeated may stand in the log twice, whole; the first copies are in order.
          const firsts = withoutRepeats(numbersOf(seen.values, key));
          expect(firsts).toEqual([...firsts].sort((left, right) => left - right));
        }
        await waitUntil(async () => (await log.lag(group)).every(({ lag }) => lag === 0));
      },
      TIMEOUT_MS,
    );

    it(
      'rejects an append in a retriable way while the log is away, and says nothing of the record',
      async () => {
        const log = await current().openLog();
        const topic = ownName('away');
        await log.ensureTopics([{ name: topic, partitions: 1 }]);
        await current().underTest.takeAway();
        try {
          const error: unknown = await log
            .append([{ topic, key: 'a', value: 'MARK-9c1d' }])
            .catch((e: unknown) => e);
          expect(error).toBeInstanceOf(EventLogError);
          expect(error).toMatchObject({ retriable: true });
          expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('MARK-9c1d');
        } finally {
          await current().underTest.restore();
        }
        await appendSurely(log, numbered(topic, 'a', 1));
      },
      TIMEOUT_MS,
    );
  });
}

class Producer {
  sent = 0;
  #isStopped = false;

  constructor(readonly key: string) {}

  stop(): void {
    this.#isStopped = true;
  }

  async run(append: (from: number) => Promise<void>): Promise<void> {
    while (!this.#isStopped) {
      await append(this.sent);
      this.sent += 3;
      await sleep(2);
    }
  }
}
