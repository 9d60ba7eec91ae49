import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { EventLog, OutgoingRecord } from '../../event-log.js';
import { numbered, ownName, Seen, type LogBench } from './log-under-test.js';

const MARK = 'MARK-7f3a';

async function refusalOf(attempt: Promise<unknown>): Promise<{ code: string; retriable: boolean }> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(MARK);
  return error as { code: string; retriable: boolean };
}

export function describeRefusals(current: () => LogBench): void {
  describe('refusals', () => {
    let log: EventLog;
    const append = (record: Partial<OutgoingRecord> & { topic: string }): Promise<void> =>
      log.append([{ key: 'a', value: MARK, ...record }]);

    it('names what is wrong with a record and repeats nothing of it', async () => {
      log = await current().openLog();
      const topic = ownName('refuse');
      await log.ensureTopics([{ name: topic, partitions: 1 }]);
      const permanent = { name: 'EventLogError', retriable: false };
      expect(await refusalOf(append({ topic: ownName(MARK) }))).toMatchObject({
        ...permanent,
        code: 'unknown-topic',
      });
      expect(await refusalOf(append({ topic, key: '' }))).toMatchObject({
        ...permanent,
        code: 'invalid-record',
      });
      expect(await refusalOf(append({ topic, value: `${MARK}\0` }))).toMatchObject({
        ...permanent,
        code: 'invalid-record',
      });
      expect(await refusalOf(append({ topic, value: MARK.repeat(200_000) }))).toMatchObject({
        ...permanent,
        code: 'record-too-large',
      });
    });

    it('does not subscribe to a topic that does not exist', async () => {
      log = await current().openLog();
      const options = { group: ownName('group'), topics: [ownName('missing')] };
      expect(await refusalOf(log.subscribe(options, new Seen().handler))).toMatchObject({
        code: 'unknown-topic',
      });
    });

    it('takes the largest record it promises to take', async () => {
      log = await current().openLog();
      const topic = ownName('large');
      await log.ensureTopics([{ name: topic, partitions: 1 }]);
      await log.append([{ topic, key: 'a', value: 'x'.repeat(900 * 1024) }]);
      await log.append(numbered(topic, 'a', 3));
      expect((await log.lag(ownName('nobody'))).length).toBe(0);
    });

    it('refuses everything once it is closed', async () => {
      log = await current().openLog();
      const topic = ownName('closed');
      await log.ensureTopics([{ name: topic, partitions: 1 }]);
      await log.close();
      await log.close();
      expect(await refusalOf(append({ topic }))).toMatchObject({ code: 'closed', retriable: false });
      expect(await refusalOf(log.ping())).toMatchObject({ code: 'closed' });
    });
  });
}
