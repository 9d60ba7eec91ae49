import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../wait-until.js';
import { numbered, numbersOf, ownName, Seen, upTo, withoutRepeats, type LogBench } from './log-under-test.js';

export function describeDelivery(current: () => LogBench): void {
  describe('delivery', () => {
    it('delivers what was appended, whole', async () => {
      const log = await current().openLog();
      const topic = ownName('whole');
      await log.ensureTopics([{ name: topic, partitions: 3 }]);
      const sent = {
        topic,
        key: 'clé – 钥匙',
        value: '{"note":"\\u0000 \\"é\\" 🛏\\n","empty":""}',
        headers: { ce_type: 'havre.test.v1', 'content-type': 'application/cloudevents+json', blank: '' },
      };
      const seen = new Seen();
      await log.subscribe({ group: ownName('group'), topics: [topic] }, seen.handler);
      await log.append([sent, { topic, key: 'bare', value: '' }]);
      await waitUntil(() => seen.records.length === 2);
      expect(seen.records.find(({ key }) => key === sent.key)).toMatchObject(sent);
      expect(seen.records.find(({ key }) => key === 'bare')).toMatchObject({ value: '', headers: {} });
      expect(Math.abs(Date.now() - (seen.records[0]?.appendedAt.getTime() ?? 0))).toBeLessThan(60_000);
    });

    it('keeps the order of each key, over many appends at once', async () => {
      const log = await current().openLog();
      const topic = ownName('order');
      await log.ensureTopics([{ name: topic, partitions: 4 }]);
      const seen = new Seen();
      await log.subscribe({ group: ownName('group'), topics: [topic], maxBatch: 7 }, seen.handler);
      const keys = upTo(9).map((number) => `key-${number}`);
      await Promise.all(
        upTo(20).map((round) => log.append(keys.flatMap((key) => numbered(topic, key, 5, round * 5)))),
      );
      await waitUntil(() => seen.records.length >= 900);
      for (const key of keys) expect(seen.numbersOf(key)).toEqual(upTo(100));
    });

    it('keeps a key in one partition and offsets rising by one', async () => {
      const log = await current().openLog();
      const topic = ownName('partitions');
      await log.ensureTopics([{ name: topic, partitions: 4 }]);
      await log.append(
        upTo(200).map((number) => ({ topic, key: `key-${number % 20}`, value: String(number) })),
      );
      const seen = new Seen();
      await log.subscribe({ group: ownName('group'), topics: [topic] }, seen.handler);
      await waitUntil(() => seen.records.length === 200);
      const partitionsOf = Map.groupBy(seen.records, ({ key }) => key);
      for (const records of partitionsOf.values()) {
        expect(new Set(records.map(({ partition }) => partition)).size).toBe(1);
      }
      for (const records of Map.groupBy(seen.records, ({ partition }) => partition).values()) {
        expect(records.map(({ offset }) => Number(offset))).toEqual(upTo(records.length));
      }
      expect(new Set(seen.records.map(({ partition }) => partition)).size).toBeGreaterThan(1);
    });

    it('delivers batches of one partition, none larger than asked for', async () => {
      const log = await current().openLog();
      const topic = ownName('batches');
      await log.ensureTopics([{ name: topic, partitions: 2 }]);
      await log.append([
        ...numbered(topic, 'a', 500),
        ...numbered(topic, 'b', 500),
        ...numbered(topic, 'c', 500),
      ]);
      const seen = new Seen();
      await log.subscribe({ group: ownName('group'), topics: [topic], maxBatch: 100 }, seen.handler);
      await waitUntil(() => seen.records.length === 1_500);
      expect(Math.max(...seen.batches.map(({ records }) => records.length))).toBe(100);
      for (const { topic: name, partition, records } of seen.batches) {
        expect(records.every((record) => record.topic === name && record.partition === partition)).toBe(true);
      }
      for (const key of ['a', 'b', 'c']) expect(seen.numbersOf(key)).toEqual(upTo(500));
    });

    it('keeps the order of each key where batches may span partitions, and commits all of them', async () => {
      const log = await current().openLog();
      const topic = ownName('spanning');
      const group = ownName('group');
      await log.ensureTopics([{ name: topic, partitions: 5 }]);
      const keys = upTo(20).map((number) => `key-${number}`);
      await log.append(upTo(30).flatMap((round) => keys.flatMap((key) => numbered(topic, key, 1, round))));
      const seen = new Seen();
      const options = { group, topics: [topic], maxBatch: 70, spanPartitions: true };
      await log.subscribe(options, async (batch) => {
        const isThirdTry = seen.batches.length % 3 === 2;
        await seen.handler(batch);
        if (isThirdTry) throw new Error('once in a while');
      });
      await waitUntil(async () => (await log.lag(group)).every(({ lag }) => lag === 0));
      for (const key of keys) expect(withoutRepeats(seen.numbersOf(key))).toEqual(upTo(30));
      expect(Math.max(...seen.batches.map(({ records }) => records.length))).toBeLessThanOrEqual(70);
    });

    it('leaves out what a group has no use for, and commits it with the rest', async () => {
      const log = await current().openLog();
      const topic = ownName('ignored');
      const group = ownName('group');
      await log.ensureTopics([{ name: topic, partitions: 2 }]);
      const typed = (number: number, type?: string) => ({
        topic,
        key: `key-${number}`,
        value: `key-${number}:${number}`,
        ...(type === undefined ? {} : { headers: { ce_type: type, other: 'x' } }),
      });
      await log.append([
        ...upTo(20).map((number) => typed(number, number % 2 === 0 ? 'wanted' : 'noise')),
        typed(20),
        ...upTo(10).map((number) => typed(21 + number, 'noise')),
      ]);
      const seen = new Seen();
      await log.subscribe({ group, topics: [topic], ignoredTypes: ['noise', 'other-noise'] }, seen.handler);
      await waitUntil(async () => (await log.lag(group)).every(({ lag }) => lag === 0));
      expect(seen.records.length).toBe(11);
      expect(seen.records.some(({ headers }) => headers['ce_type'] === 'noise')).toBe(false);
    });

    it('reads several topics in one group, and everything in each group', async () => {
      const log = await current().openLog();
      const topics = [ownName('left'), ownName('right')];
      await log.ensureTopics(topics.map((name) => ({ name, partitions: 2 })));
      await log.append(topics.flatMap((topic) => numbered(topic, topic, 10)));
      const groups = [new Seen(), new Seen()];
      for (const seen of groups) await log.subscribe({ group: ownName('group'), topics }, seen.handler);
      for (const seen of groups) {
        await waitUntil(() => seen.records.length === 20);
        for (const topic of topics) expect(seen.numbersOf(topic)).toEqual(upTo(10));
      }
    });

    it('wakes a reader that has been idle', async () => {
      const writer = await current().openLog();
      const reader = await current().openLog();
      const topic = ownName('idle');
      await writer.ensureTopics([{ name: topic, partitions: 2 }]);
      const seen = new Seen();
      await reader.subscribe(
        { group: ownName('group'), topics: [topic], sessionTimeoutMs: 60_000 },
        seen.handler,
      );
      for (const number of upTo(5)) {
        await writer.append(numbered(topic, 'a', 1, number));
        // Polling alone would take a third of the session.
        await waitUntil(() => seen.records.length === number + 1, { withinMs: 15_000 });
      }
      expect(numbersOf(seen.values, 'a')).toEqual(upTo(5));
    });
  });
}
