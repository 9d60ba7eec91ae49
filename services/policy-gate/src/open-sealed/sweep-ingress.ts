import { setTimeout as sleep } from 'node:timers/promises';

import type { EventLog, PartitionBounds } from '@havre/messaging';
import type { ServiceLogger } from '@havre/service';

import type { IngressProgress, IngressRepository } from '../persistence/ingress.repository.js';
import type { Probe } from './probe.js';

export interface SweepIngressParts {
  readonly log: Pick<EventLog, 'bounds' | 'deleteBefore' | 'roll'>;
  readonly positions: Pick<
    IngressRepository,
    'all' | 'noteDeleted' | 'noteReturned' | 'noteRolled' | 'progress'
  >;
  readonly logger: ServiceLogger;
  readonly probe: Probe;
}

/** Lets the batch be committed first, and gathers what several batches leave. */
const SWEEP_AFTER_MS = 100;
/** A file is cut when it is older than a second (`segment.ms`): earlier, the record would be appended for nothing. */
const ROLL_AFTER_MS = 1_100;

/**
 * Deletes what has been settled, then has the file cut off that held it, so that the broker lets go of it. What was left
 * undone by a replica that died is found in the positions. What a broker that was killed has let in again is found by asking
 * it: a deletion is final only once the file has gone.
 */
export class SweepIngress {
  readonly #parts: SweepIngressParts;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #stopped = new AbortController();

  constructor(parts: SweepIngressParts) {
    this.#parts = parts;
  }

  /** A batch of this partition has been settled. Never waits. */
  note(topic: string, partition: number): void {
    const name = `${topic}/${String(partition)}`;
    if (this.#busy.has(name)) {
      this.#again.add(name);
      return;
    }
    const done = this.#sweepUntilClean(topic, partition, name).finally(() => this.#busy.delete(name));
    this.#busy.set(name, done);
  }

  /** Looks for what is left undone, and for what has come back, among the partitions of this replica. */
  async round(isOwn: (topic: string, partition: number) => boolean): Promise<void> {
    const all = await this.#parts.positions.all();
    const own = all.filter(({ topic, partition }) => isOwn(topic, partition));
    for (const progress of own.filter((one) => !isClean(one))) this.note(progress.topic, progress.partition);
    await this.#findReturned(own);
  }

  /** @param own read before the log is asked: what had been deleted by then was deleted from what it answers about */
  async #findReturned(own: readonly IngressProgress[]): Promise<void> {
    const { log, positions, logger } = this.#parts;
    const deleted = own.filter(({ deletedBefore }) => deletedBefore > 0n);
    if (deleted.length === 0) return;
    const bounds = (await log.bounds?.([...new Set(deleted.map(({ topic }) => topic))])) ?? [];
    for (const progress of deleted) {
      const at = bounds.find((one) => isSamePartition(one, progress));
      if (at === undefined || !hasReturned(progress, at)) continue;
      logger.warn('deleted-records-returned');
      await positions.noteReturned(progress, at.start);
      this.note(progress.topic, progress.partition);
    }
  }

  /** Finishes deletions under way; files are cut by whoever has the partitions next. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all(this.#busy.values());
  }

  async #sweepUntilClean(topic: string, partition: number, name: string): Promise<void> {
    do {
      this.#again.delete(name);
      await this.#pause(SWEEP_AFTER_MS);
      try {
        await this.#sweep(topic, partition, name);
      } catch (error) {
        // The next round finds it again.
        this.#parts.logger.fault('ingress-not-swept', error);
        return;
      }
    } while (this.#again.has(name) && !this.#stopped.signal.aborted);
  }

  async #sweep(topic: string, partition: number, name: string): Promise<void> {
    const { log, positions, probe } = this.#parts;
    const progress = await positions.progress({ topic, partition });
    await probe('committed');
    if (progress.deletedBefore < progress.contentEnd) {
      await log.deleteBefore(topic, partition, progress.nextOffset);
      await probe('deleted');
      await positions.noteDeleted(progress, progress.nextOffset);
      await probe('deletion-noted');
    } else if (progress.rolledBefore >= progress.contentEnd) return;
    await this.#pause(ROLL_AFTER_MS);
    if (this.#stopped.signal.aborted || this.#again.has(name)) return;
    await log.roll?.(topic, partition);
    await probe('rolled');
    await positions.noteRolled(progress, progress.nextOffset);
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}

function isClean({ contentEnd, deletedBefore, rolledBefore }: IngressProgress): boolean {
  return deletedBefore >= contentEnd && rolledBefore >= contentEnd;
}

function isSamePartition(one: PartitionBounds, { topic, partition }: IngressProgress): boolean {
  return one.topic === topic && one.partition === partition;
}

/** In a topic that was made anew, what lies before the position has not been read. */
function hasReturned(progress: IngressProgress, { start, end }: PartitionBounds): boolean {
  const { contentEnd, deletedBefore, nextOffset } = progress;
  return end >= nextOffset && start < deletedBefore && start < contentEnd;
}
