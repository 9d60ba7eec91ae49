import { setTimeout as sleep } from 'node:timers/promises';

import type { EventLog } from '@havre/messaging';
import type { ServiceLogger } from '@havre/service';

import type { IngressProgress, IngressRepository } from '../persistence/ingress.repository.js';
import type { Probe } from './probe.js';

export interface SweepIngressParts {
  readonly log: Pick<EventLog, 'deleteBefore' | 'roll'>;
  readonly positions: Pick<IngressRepository, 'all' | 'noteDeleted' | 'noteRolled' | 'progress'>;
  readonly logger: ServiceLogger;
  readonly probe: Probe;
}

/** Lets the batch be committed first, and gathers what several batches leave. */
const SWEEP_AFTER_MS = 100;
/** A file is cut when it is older than a second (`segment.ms`): earlier, the record would be appended for nothing. */
const ROLL_AFTER_MS = 1_100;

/**
 * Deletes what has been settled, then has the file cut off that held it, so that the broker lets go of it. What was left
 * undone by a replica that died is found in the positions.
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

  /** Looks for what is left undone among the partitions of this replica. */
  async round(isOwn: (topic: string, partition: number) => boolean): Promise<void> {
    for (const progress of await this.#parts.positions.all()) {
      const { topic, partition } = progress;
      if (!isClean(progress) && isOwn(topic, partition)) this.note(topic, partition);
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
