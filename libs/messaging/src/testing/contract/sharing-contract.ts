import { describe, expect, it } from '@jest/globals';
import type { Subscription } from '../../event-log.js';
import { ConsumerProcess } from '../consumer-process.js';
import { waitUntil } from '../wait-until.js';
import { numbered, ownName, Seen, upTo, withoutRepeats, type LogBench } from './log-under-test.js';

const PARTITIONS = 6;
const SESSION_MS = 6_000;
const TIMEOUT_MS = 120_000;

export function describeSharing(current: () => LogBench): void {
  describe('sharing', () => {
    it(
      'shares the partitions of a group evenly, and gives them back to those who stay',
      async () => {
        const topic = ownName('share');
        const group = ownName('group');
        const logs = [await current().openLog(), await current().openLog(), await current().openLog()];
        await logs[0]?.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
        const seen = new Seen();
        const subscriptions: Subscription[] = [];
        for (const log of logs) {
          subscriptions.push(
            await log.subscribe({ group, topics: [topic], sessionTimeoutMs: SESSION_MS }, seen.handler),
          );
          const fair = PARTITIONS / subscriptions.length;
          await waitUntil(() => subscriptions.every((each) => each.assigned().length === fair));
          const all = subscriptions.flatMap((each) => each.assigned().map(({ partition }) => partition));
          expect(all.sort()).toEqual(upTo(PARTITIONS));
        }
        await logs[0]?.append(upTo(60).flatMap((number) => numbered(topic, `key-${number}`, 1)));
        await waitUntil(() => withoutRepeats(seen.values).length === 60);
        await subscriptions[0]?.close();
        await subscriptions[2]?.close();
        await waitUntil(() => subscriptions[1]?.assigned().length === PARTITIONS);
      },
      TIMEOUT_MS,
    );

    it(
      'loses nothing and keeps the order while consumers come and go',
      async () => {
        const topic = ownName('churn');
        const group = ownName('group');
        const log = await current().openLog();
        await log.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
        const keys = upTo(12).map((number) => `key-${number}`);
        const seen = new Seen();
        const options = { group, topics: [topic], maxBatch: 10, sessionTimeoutMs: SESSION_MS };
        await log.subscribe(options, seen.handler);
        for (const round of upTo(6)) {
          const guest = await (await current().openLog()).subscribe(options, seen.handler);
          await log.append(keys.flatMap((key) => numbered(topic, key, 20, round * 20)));
          await guest.close();
        }
        await waitUntil(() => withoutRepeats(seen.values).length === 12 * 120);
        for (const key of keys) expect(withoutRepeats(seen.numbersOf(key))).toEqual(upTo(120));
      },
      TIMEOUT_MS,
    );

    it(
      'hands the partitions of a killed process over, and nothing is lost',
      async () => {
        const topic = ownName('sigkill');
        const subscribe = {
          group: ownName('group'),
          topics: [topic],
          maxBatch: 5,
          sessionTimeoutMs: SESSION_MS,
        };
        const log = await current().openLog();
        await log.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
        const { settings } = current().underTest;
        const victim = await ConsumerProcess.start({ settings, subscribe, handlerMs: 20 });
        const keys = upTo(6).map((number) => `key-${number}`);
        await log.append(keys.flatMap((key) => numbered(topic, key, 200)));
        await waitUntil(() => victim.values.length > 50);
        await victim.kill();
        const before = [...victim.values];
        expect(before.length).toBeLessThan(1_200);
        const heir = new Seen();
        await log.subscribe(subscribe, heir.handler);
        await waitUntil(() => withoutRepeats([...before, ...heir.values]).length === 1_200);
        for (const key of keys) {
          const numbers = heir.numbersOf(key);
          expect(numbers).toEqual(upTo(200).slice(numbers[0]));
        }
        // What the victim had committed does not come again.
        expect(heir.values.length).toBeLessThan(1_200);
      },
      TIMEOUT_MS,
    );

    it(
      'fences a process that was stopped longer than its session',
      async () => {
        const topic = ownName('sigstop');
        const subscribe = {
          group: ownName('group'),
          topics: [topic],
          maxBatch: 4,
          sessionTimeoutMs: SESSION_MS,
        };
        const log = await current().openLog();
        await log.ensureTopics([{ name: topic, partitions: 1 }]);
        await log.append(numbered(topic, 'a', 8));
        const { settings } = current().underTest;
        const sleeper = await ConsumerProcess.start({ settings, subscribe, handlerMs: 1_500 });
        try {
          await waitUntil(() => sleeper.values.length === 4);
          sleeper.stop();
          const heir = new Seen();
          await log.subscribe(subscribe, heir.handler);
          await waitUntil(() => heir.values.length === 8);
          await waitUntil(async () => (await log.lag(subscribe.group))[0]?.lag === 0);
          sleeper.continue();
          await waitUntil(() => sleeper.reports.some(({ kind }) => kind === 'handled'));
          expect(sleeper.reports.find(({ kind }) => kind === 'handled')).toMatchObject({ isAborted: true });
          await log.append(numbered(topic, 'a', 4, 8));
          await waitUntil(() => withoutRepeats([...heir.values, ...sleeper.values]).length === 12);
          // The late commit of the first four did not move the group back.
          expect(heir.numbersOf('a').slice(0, 8)).toEqual(upTo(8));
          expect(sleeper.values.filter((value) => value === 'a:4')).toEqual([]);
        } finally {
          await sleeper.kill();
        }
      },
      TIMEOUT_MS,
    );
  });
}
