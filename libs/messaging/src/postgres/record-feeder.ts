import { faultOf } from '../fault.js';
import { backoffMs, pause } from '../scheduler.js';
import type { PartitionRunner } from './partition-runner.js';
import type { PostgresSettings } from './postgres-settings.js';
import type { RecordReader } from './record-reader.js';

export interface RecordFeederParts {
  readonly settings: PostgresSettings;
  readonly reader: RecordReader;
  readonly group: string;
  readonly maxBatch: number;
  /** Aborts when the subscription has ended. */
  readonly ended: AbortSignal;
  readonly runners: () => Iterable<PartitionRunner>;
  /** Called between reading and delivering: gives up what may have been lost meanwhile. */
  readonly checkLeases: () => void;
}

/** Reads for all partitions that wait, one read at a time: those that finish meanwhile share the next. */
export class RecordFeeder {
  #isFeeding = false;

  constructor(private readonly parts: RecordFeederParts) {}

  /** Feeds until no partition waits for records that are there. Cheap when there is nothing to do. */
  feed(): void {
    if (this.#isFeeding) return;
    this.#isFeeding = true;
    void this.#feedAll();
  }

  async #feedAll(): Promise<void> {
    const { settings, ended } = this.parts;
    for (let failures = 0; !ended.aborted;) {
      const waiting = [...this.parts.runners()].filter(({ wantsRecords }) => wantsRecords);
      if (waiting.length === 0) break;
      if (await this.#feedOnce(waiting)) {
        failures = 0;
      } else {
        await pause(settings.scheduler, backoffMs(settings.backoff, failures), ended);
        failures += 1;
      }
    }
    // In the same turn as the last look, so that no news falls in between.
    this.#isFeeding = false;
  }

  async #feedOnce(waiting: readonly PartitionRunner[]): Promise<boolean> {
    const { reader, maxBatch, checkLeases, settings, group } = this.parts;
    for (const runner of waiting) runner.expectAnswer();
    try {
      const positions = waiting.map(({ position }) => position);
      const found = await reader.read(positions, maxBatch);
      checkLeases();
      for (const runner of waiting) {
        const records = found.get(runner.partitionId);
        if (records === undefined || runner.isStopping) continue;
        if (records.length === maxBatch) runner.noteNews();
        runner.deliver(records);
      }
      return true;
    } catch (error) {
      settings.logger.warn('event-log.read-failed', { group, code: faultOf(error).code });
      for (const runner of waiting) runner.noteNews();
      return false;
    }
  }
}
