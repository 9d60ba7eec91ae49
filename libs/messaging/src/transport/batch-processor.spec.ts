import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IncomingRecord, RecordBatch } from '../event-log.js';
import { EventLogError } from '../event-log-error.js';
import { CapturingLogger } from '../testing/capturing-logger.js';
import { sampleEvent } from '../testing/sample-event.js';
import { BatchProcessor } from './batch-processor.js';
import type { EventBatch } from './event-batch.js';
import type { ParkedRecord, Parking } from './parking.js';

const MARK = 'MARK-refugee-8812';

class ParkingInMemory implements Parking {
  readonly records = new Map<string, bigint[]>();
  readonly parkings: { key: string; code: string; attempts: number }[] = [];
  loads = 0;

  parkedKeys(): Promise<ReadonlySet<string>> {
    this.loads += 1;
    return Promise.resolve(new Set(this.records.keys()));
  }

  queueBehind(_topic: string, records: readonly ParkedRecord[]): Promise<ReadonlySet<string>> {
    for (const { key, offset } of records) this.records.get(key)?.push(offset);
    return Promise.resolve(new Set(records.map(({ key }) => key).filter((key) => this.records.has(key))));
  }

  park({ key, offset }: ParkedRecord, code: string, attempts: number): Promise<void> {
    this.records.set(key, [...(this.records.get(key) ?? []), offset]);
    this.parkings.push({ key, code, attempts });
    return Promise.resolve();
  }

  attach(): void {
    // Redelivery is the parking lot's own spec.
  }
}

describe('processing of a batch', () => {
  let parking: ParkingInMemory;
  let delivered: bigint[][];
  let fails: (batch: EventBatch) => Error | undefined;
  let processor: BatchProcessor;
  let logger: CapturingLogger;
  let owner: AbortController;
  let nextOffset: bigint;

  const record = (key: string, value?: string): IncomingRecord => {
    const offset = nextOffset;
    nextOffset += 1n;
    const text = value ?? JSON.stringify(sampleEvent(key));
    return { topic: 't', partition: 0, offset, key, value: text, headers: {}, appendedAt: new Date() };
  };
  const batchOf = (...records: readonly IncomingRecord[]): RecordBatch => ({
    topic: 't',
    partition: 0,
    records,
    signal: owner.signal,
    heartbeat: () => Promise.resolve(),
  });
  const poison = (offset: bigint) => (batch: EventBatch) =>
    batch.events.some((each) => each.record.offset === offset) ? new TypeError(MARK) : undefined;

  beforeEach(() => {
    parking = new ParkingInMemory();
    logger = new CapturingLogger();
    owner = new AbortController();
    delivered = [];
    nextOffset = 0n;
    fails = () => undefined;
    processor = new BatchProcessor({
      parking,
      logger,
      retry: { attempts: 3, initialMs: 0, maxMs: 0 },
      scheduler: { now: () => 0, after: (_delay, task) => (queueMicrotask(task), () => undefined) },
      deliver: async (batch) => {
        delivered.push(batch.events.map((each) => each.record.offset));
        const fault = fails(batch);
        if (fault !== undefined) throw fault;
      },
    });
  });

  it('delivers a batch whole', async () => {
    await processor.process(batchOf(record('aaa'), record('bbb'), record('aaa')));
    expect(delivered).toEqual([[0n, 1n, 2n]]);
  });

  it('throws faults that pass at once, with their code alone, and parks nothing', async () => {
    fails = () => new EventLogError('unavailable', 'postgresql.57P01');
    const failure: unknown = await processor.process(batchOf(record('aaa'))).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unavailable', retriable: true });
    expect([delivered.length, parking.parkings]).toEqual([1, []]);
  });

  it('tries other faults again before it takes the batch apart', async () => {
    let failures = 0;
    fails = () => (++failures <= 2 ? new TypeError(MARK) : undefined);
    await processor.process(batchOf(record('aaa'), record('bbb')));
    expect([delivered, parking.parkings]).toEqual([
      [
        [0n, 1n],
        [0n, 1n],
        [0n, 1n],
      ],
      [],
    ]);
  });

  it('halves the batch until the failing record stands alone, and parks its key only', async () => {
    fails = poison(2n);
    await processor.process(batchOf(...['aaa', 'bbb', 'ccc', 'ddd', 'eee'].map((key) => record(key))));
    expect(parking.parkings).toEqual([{ key: 'ccc', code: 'unexpected.TypeError', attempts: 5 }]);
    expect(delivered.slice(3)).toEqual([[0n, 1n, 2n], [0n, 1n], [2n], [3n, 4n]]);
    expect(inspect(logger.lines, { depth: 9 })).not.toContain(MARK);
  });

  it('keeps later records of a parked key behind it, within the batch and in later ones', async () => {
    fails = poison(0n);
    await processor.process(batchOf(record('aaa'), record('bbb'), record('aaa'), record('bbb')));
    await processor.process(batchOf(record('aaa'), record('bbb')));
    expect(parking.records).toEqual(new Map([['aaa', [0n, 2n, 4n]]]));
    expect(delivered.at(-1)).toEqual([5n]);
    expect(
      delivered
        .slice(3)
        .flat()
        .filter((offset) => offset % 2n === 0n),
    ).toEqual([0n, 0n]);
  });

  it('loads the parked keys once for each ownership of the partition', async () => {
    parking.records.set('aaa', [0n]);
    await processor.process(batchOf(record('aaa'), record('bbb')));
    await processor.process(batchOf(record('bbb')));
    expect(parking.loads).toBe(1);
    owner = new AbortController();
    await processor.process(batchOf(record('bbb')));
    expect([parking.loads, delivered]).toEqual([2, [[1n], [2n], [3n]]]);
  });

  it('delivers a key again once an operator has freed it', async () => {
    parking.records.set('aaa', []);
    await processor.process(batchOf(record('aaa')));
    parking.records.delete('aaa');
    await processor.process(batchOf(record('aaa'), record('bbb')));
    await processor.process(batchOf(record('aaa')));
    expect(delivered).toEqual([[1n, 2n], [3n]]);
  });

  it('parks what is no event, and what follows it under the same key', async () => {
    const first = record('aaa');
    const broken = record('aaa', `{"${MARK}`);
    await processor.process(batchOf(first, broken, record('bbb'), record('aaa')));
    expect(parking.parkings).toEqual([{ key: 'aaa', code: 'event.envelope', attempts: 1 }]);
    expect(parking.records.get('aaa')).toEqual([1n, 3n]);
    expect(delivered).toEqual([[0n, 2n]]);
    expect(inspect(logger.lines, { depth: 9 })).not.toContain(MARK);
  });

  it('stops trying when the partition is lost', async () => {
    fails = () => {
      owner.abort();
      return new TypeError(MARK);
    };
    await expect(processor.process(batchOf(record('aaa')))).rejects.toMatchObject({ code: 'lease-lost' });
    expect([delivered.length, parking.parkings]).toEqual([1, []]);
  });
});
