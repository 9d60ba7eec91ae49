import { ROLL_MARKER, type IncomingRecord, type PartitionLag, type RecordBatch } from '@havre/messaging';

import { departmentOf } from '../domain/sealed-verdict.js';
import type { IngressProgress, IngressRepository } from '../persistence/ingress.repository.js';
import type { IngressMetrics } from './ingress-metrics.js';
import type { JudgeRecords } from './judge-records.js';
import type { Probe } from './probe.js';
import type { SealReader } from './seal-reader.js';
import { PositionMovedFault, type SettleBatch } from './settle-batch.js';

export interface OpenBatchParts {
  readonly positions: IngressRepository;
  readonly reader: SealReader;
  readonly judge: JudgeRecords;
  readonly settling: SettleBatch;
  readonly metrics: IngressMetrics;
  readonly probe: Probe;
  /** Ends of the partitions, to tell a repetition from a topic that was made anew. */
  readonly lag: () => Promise<readonly PartitionLag[]>;
  /** Records before the position may be deleted. */
  readonly onSettled: (topic: string, partition: number) => void;
}

/**
 * One batch of a sealed topic, from its records to their verdicts. It may end at any point: the position says what has
 * been settled, receipts say what has been appended, so the same batch again completes and doubles nothing.
 */
export class OpenBatch {
  readonly #parts: OpenBatchParts;

  constructor(parts: OpenBatchParts) {
    this.#parts = parts;
  }

  /** Rejects when something is away, never because of what a record holds. */
  async handle(batch: RecordBatch): Promise<void> {
    const { topic, partition, records } = batch;
    const from = await this.#progressOf(batch);
    const fresh = records.filter(({ offset }) => offset >= from.nextOffset);
    const last = fresh.at(-1);
    if (last !== undefined) await this.#settle(from, fresh, last.offset + 1n, batch.signal);
    await this.#parts.probe('settled');
    this.#parts.onSettled(topic, partition);
  }

  async #settle(
    from: IngressProgress,
    fresh: readonly IncomingRecord[],
    nextOffset: bigint,
    signal: AbortSignal,
  ): Promise<void> {
    const { reader, judge, settling, metrics, probe } = this.#parts;
    const sealed = fresh.filter((record) => !isMarker(record));
    await probe('read');
    const readings = await reader.read(from.topic, sealed);
    await probe('opened');
    // Somebody else has these records by now, and will have appended some of them.
    if (signal.aborted) throw new PositionMovedFault();
    const judgement = await judge.judge(departmentOf(from.topic), readings);
    await probe('admitted');
    const offsets = sealed.map(({ offset }) => offset);
    await settling.settle({ from, nextOffset, offsets, ...judgement });
    metrics.count(readings.flatMap((one) => (one.outcome === 'refused' ? [one.reason] : [])));
  }

  /** A position beyond the end of the log is one of a topic that is no more. */
  async #progressOf({ topic, partition, records }: RecordBatch): Promise<IngressProgress> {
    const { positions, lag } = this.#parts;
    const known = await positions.progress({ topic, partition });
    if (records.some(({ offset }) => offset >= known.nextOffset)) return known;
    const at = (await lag()).find((one) => one.topic === topic && one.partition === partition);
    if (at === undefined || at.end >= known.nextOffset) return known;
    await positions.restart(known);
    return positions.progress({ topic, partition });
  }
}

function isMarker({ isBare, value }: IncomingRecord): boolean {
  return isBare === true && value === ROLL_MARKER;
}
