import { faultOf } from '../fault.js';
import { backoffMs, pause } from '../scheduler.js';
import type { LaneSet } from './lane-set.js';
import type { Lane } from './lane.js';
import type { LeasedPartition } from './leased-partition.js';
import type { PostgresSettings } from './postgres-settings.js';
import type { Found, RecordReader } from './record-reader.js';

export interface RecordFeederParts {
  readonly settings: PostgresSettings;
  readonly reader: RecordReader;
  readonly lanes: LaneSet;
  readonly group: string;
  readonly maxBatch: number;
  readonly spanPartitions: boolean;
  /** Aborts when the subscription has ended. */
  readonly ended: AbortSignal;
  /** Called between reading and delivering: gives up what may have been lost meanwhile. */
  readonly checkLeases: () => void;
}

type Waiting = readonly [Lane, readonly LeasedPartition[]];

/** Reads for the lanes that wait, one read at a time: those that finish meanwhile share the next. */
export class RecordFeeder {
  #isFeeding = false;
  #turn = 0;

  constructor(private readonly parts: RecordFeederParts) {}

  /** Feeds until no lane waits for records that are there. Cheap when there is nothing to do. */
  feed(): void {
    if (this.#isFeeding) return;
    this.#isFeeding = true;
    void this.#feedAll();
  }

  async #feedAll(): Promise<void> {
    const { settings, ended, lanes } = this.parts;
    for (let failures = 0; !ended.aborted;) {
      const waiting = lanes.waiting();
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

  async #feedOnce(waiting: readonly Waiting[]): Promise<boolean> {
    try {
      if (!this.parts.spanPartitions) await this.#feedLanes(waiting);
      // A batch of several partitions has one limit, so each lane has a read of its own.
      else for (const lane of waiting) await this.#feedLanes([lane]);
      return true;
    } catch (error) {
      const { settings, group } = this.parts;
      settings.logger.warn('event-log.read-failed', { group, code: faultOf(error).code });
      for (const partition of waiting.flatMap(([, partitions]) => partitions)) partition.hasNews = true;
      return false;
    }
  }

  async #feedLanes(waiting: readonly Waiting[]): Promise<void> {
    const { reader, maxBatch, spanPartitions, checkLeases } = this.parts;
    const partitions = this.#inTurn(waiting.flatMap(([, own]) => own));
    for (const partition of partitions) partition.hasNews = false;
    const found = await reader.read(
      partitions.map(({ position }) => position),
      { each: maxBatch, all: spanPartitions ? maxBatch : undefined },
    );
    if (found.count >= maxBatch) for (const partition of partitions) partition.hasNews = true;
    checkLeases();
    for (const [lane, own] of waiting) deliver(lane, own, found);
  }

  /** Each read begins with another partition, so that none waits for ever behind the others' records. */
  #inTurn(partitions: readonly LeasedPartition[]): readonly LeasedPartition[] {
    this.#turn += 1;
    const first = this.#turn % partitions.length;
    return [...partitions.slice(first), ...partitions.slice(0, first)];
  }
}

function deliver(lane: Lane, partitions: readonly LeasedPartition[], { records, ends }: Found): void {
  const read = new Map<LeasedPartition, bigint>();
  for (const partition of partitions) {
    const end = ends.get(partition.partitionId);
    if (end !== undefined && !partition.isLeaving) read.set(partition, end);
  }
  const [first] = read.keys();
  if (first === undefined) return;
  const { topic } = first.coordinates;
  const numbers = new Set([...read.keys()].map(({ coordinates }) => coordinates.partition));
  const own = records.filter((record) => record.topic === topic && numbers.has(record.partition));
  lane.deliver({ records: own, ends: read });
}
