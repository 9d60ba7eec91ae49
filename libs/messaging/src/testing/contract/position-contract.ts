import { describe, expect, it } from '@jest/globals';
import type { EventLog, PartitionLag, RecordBatch } from '../../event-log.js';
import { waitUntil } from '../wait-until.js';
import { numbered, ownName, Seen, upTo, withoutRepeats, type LogBench } from './log-under-test.js';

export function describePositions(current: () => LogBench): void {
  describe('positions', () => {
    it('goes on where a closed subscription ended, without repeats', async () => {
      const log = await current().openLog();
      const topic = ownName('resume');
      const group = ownName('group');
      await log.ensureTopics([{ name: topic, partitions: 2 }]);
      await log.append(numbered(topic, 'a', 50));
      const first = new Seen();
      const subscription = await log.subscribe({ group, topics: [topic] }, first.handler);
      await waitUntil(() => first.records.length === 50);
      await subscription.close();
      await log.append(numbered(topic, 'a', 50, 50));
      const second = new Seen();
      await log.subscribe({ group, topics: [topic] }, second.handler);
      await waitUntil(() => second.records.length === 50);
      expect(second.numbersOf('a')).toEqual(upTo(50).map((number) => number + 50));
    });

    it('waits for the running handler when it closes, and commits it', async () => {
      const log = await current().openLog();
      const topic = ownName('drain');
      const group = ownName('group');
      await log.ensureTopics([{ name: topic, partitions: 1 }]);
      await log.append(numbered(topic, 'a', 3));
      const gate = Promise.withResolvers<undefined>();
      const entered = Promise.withResolvers<undefined>();
      const subscription = await log.subscribe({ group, topics: [topic] }, async () => {
        entered.resolve(undefined);
        await gate.promise;
      });
      await entered.promise;
      let isClosed = false;
      const closing = subscription.close().then(() => (isClosed = true));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(isClosed).toBe(false);
      gate.resolve(undefined);
      await closing;
      expect((await lagOf(log, group, topic)).map(({ lag }) => lag)).toEqual([0]);
    });

    it('gives a batch again, in order, until its handler succeeds, while other partitions go on', async () => {
      const log = await current().openLog();
      const topic = ownName('retry');
      await log.ensureTopics([{ name: topic, partitions: 8 }]);
      const failing = new Seen();
      const others = new Seen();
      let failures = 0;
      const handler = async (batch: RecordBatch): Promise<void> => {
        if (batch.records.every(({ key }) => key !== 'a')) return others.handler(batch);
        await failing.handler(batch);
        failures += 1;
        if (failures <= 4) throw new Error('not yet');
      };
      await log.append(numbered(topic, 'a', 20));
      const spare = upTo(40).map((number) => `key-${number}`);
      const group = ownName('group');
      await log.subscribe({ group, topics: [topic] }, handler);
      await waitUntil(() => failures > 0);
      await log.append(spare.flatMap((key) => numbered(topic, key, 2)));
      await waitUntil(() => others.records.length > 0 && failures > 4);
      await waitUntil(async () => (await lagOf(log, group, topic)).every(({ lag }) => lag === 0));
      const attempts = failing.batches.slice(0, 5).map(({ records }) => records[0]?.value);
      expect(attempts).toEqual(Array.from({ length: 5 }, () => 'a:0'));
      expect(withoutRepeats(failing.numbersOf('a'))).toEqual(upTo(20));
    });

    it('says how far a group is behind', async () => {
      const log = await current().openLog();
      const topic = ownName('lag');
      const group = ownName('group');
      await log.ensureTopics([{ name: topic, partitions: 1 }]);
      await log.append(numbered(topic, 'a', 5));
      const gate = Promise.withResolvers<undefined>();
      const subscription = await log.subscribe({ group, topics: [topic], maxBatch: 2 }, ({ records }) =>
        records[0]?.value === 'a:2' ? gate.promise : Promise.resolve(),
      );
      const position = { topic, partition: 0, end: 5n };
      await waitUntil(async () => (await lagOf(log, group, topic))[0]?.committed === 2n);
      expect(await lagOf(log, group, topic)).toEqual([{ ...position, committed: 2n, lag: 3 }]);
      gate.resolve(undefined);
      await waitUntil(async () => (await lagOf(log, group, topic))[0]?.lag === 0);
      expect(await lagOf(log, group, topic)).toEqual([{ ...position, committed: 5n, lag: 0 }]);
      await subscription.close();
      expect(await log.lag(ownName('nobody'))).toEqual([]);
    });

    it('forgets records before an offset, for everybody', async () => {
      const log = await current().openLog();
      const topic = ownName('forget');
      await log.ensureTopics([{ name: topic, partitions: 1 }]);
      await log.append(numbered(topic, 'a', 10));
      await log.deleteBefore(topic, 0, 4n);
      const held = [{ topic, partition: 0, start: 4n, end: 10n }];
      // Logs whose deletions are final need not say.
      expect((await log.bounds?.([topic])) ?? held).toEqual(held);
      const seen = new Seen();
      await log.subscribe({ group: ownName('group'), topics: [topic] }, seen.handler);
      await waitUntil(() => seen.records.length === 6);
      expect(seen.records.map(({ offset }) => offset)).toEqual([4n, 5n, 6n, 7n, 8n, 9n]);
      await log.deleteBefore(topic, 0, 1_000n);
      const late = new Seen();
      await log.subscribe({ group: ownName('group'), topics: [topic] }, late.handler);
      await log.append(numbered(topic, 'b', 1));
      await waitUntil(() => late.records.length > 0);
      expect(late.records.map(({ value, offset }) => [value, offset])).toEqual([['b:0', 10n]]);
    });
  });
}

async function lagOf(log: EventLog, group: string, topic: string): Promise<readonly PartitionLag[]> {
  return (await log.lag(group)).filter((partition) => partition.topic === topic);
}
