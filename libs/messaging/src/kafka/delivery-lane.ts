import type { IncomingRecord } from '../event-log.js';
import type { FetchedPartition, Position } from './fetched-partition.js';

/** Some of what was fetched of one partition. */
export interface Slice {
  readonly fetched: FetchedPartition;
  readonly start: number;
  readonly end: number;
}

/** What goes to the handler together. */
export interface Load {
  readonly slices: readonly Slice[];
  /** In order for each partition; empty when nothing of it is of use. */
  readonly records: readonly IncomingRecord[];
  readonly signal: AbortSignal;
}

export interface LaneHost {
  readonly maxBatch: number;
  /** Whether the partitions of a topic share batches. */
  readonly spanPartitions: boolean;
  /** `undefined` when the partition must not be handled now. */
  signalOf(fetched: FetchedPartition): AbortSignal | undefined;
  /** Whether the handler took the load; never throws. */
  handle(load: Load): Promise<boolean>;
  /** The handler took it. Throws what the client throws. */
  settle(load: Load): Promise<void>;
  /** The handler did not take it. */
  postpone(load: Load): void;
}

interface Waiting {
  readonly fetched: FetchedPartition;
  start: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Partitions that share their batches: all of a topic, or one alone. One batch at a time. */
export class DeliveryLane {
  #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(private readonly host: LaneHost) {}

  /** Resolves when the records are handled and being committed, or given up; rejects with what the client threw. */
  deliver(fetched: FetchedPartition): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ fetched, start: 0, resolve, reject });
      if (this.#isRunning) return;
      this.#isRunning = true;
      void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    // One turn of the event loop gathers what the same fetch has brought of the other partitions.
    if (this.host.spanPartitions) await new Promise((resume) => setImmediate(resume));
    for (let load = this.#take(); load !== undefined; load = this.#take()) await this.#run(load);
    this.#isRunning = false;
  }

  async #run(load: Load): Promise<void> {
    const isDone = load.records.length === 0 || (await this.host.handle(load));
    if (!isDone) {
      this.host.postpone(load);
      this.#end(load, ({ resolve }) => resolve());
      return;
    }
    try {
      await this.host.settle(load);
    } catch (error) {
      this.#end(load, ({ reject }) => reject(error));
      return;
    }
    this.#advance(load);
  }

  /** The next load: as many waiting partitions as a batch holds, in the order in which they came. */
  #take(): Load | undefined {
    const slices: Slice[] = [];
    let signal: AbortSignal | undefined;
    let room = this.host.maxBatch;
    for (const waiting of [...this.#waiting]) {
      const own = this.host.signalOf(waiting.fetched);
      if (own === undefined || waiting.start >= waiting.fetched.length) {
        this.#remove(waiting);
        waiting.resolve();
        continue;
      }
      signal ??= own;
      if (room === 0 || own !== signal) break;
      const { fetched, start } = waiting;
      const end = Math.min(fetched.length, start + room);
      slices.push({ fetched, start, end });
      room -= end - start;
    }
    if (signal === undefined || slices.length === 0) return undefined;
    return {
      slices,
      signal,
      records: slices.flatMap(({ fetched, start, end }) => fetched.records(start, end)),
    };
  }

  #advance({ slices }: Load): void {
    for (const { fetched, end } of slices) {
      const waiting = this.#waiting.find((one) => one.fetched === fetched);
      if (waiting === undefined) continue;
      waiting.start = end;
      if (end < fetched.length) continue;
      this.#remove(waiting);
      waiting.resolve();
    }
  }

  #end({ slices }: Load, end: (waiting: Waiting) => void): void {
    for (const { fetched } of slices) {
      const waiting = this.#waiting.find((one) => one.fetched === fetched);
      if (waiting === undefined) continue;
      this.#remove(waiting);
      end(waiting);
    }
  }

  #remove(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((one) => one !== waiting);
  }
}

/** Where the group stands in each partition once the slices are done. */
export function positionsAfter(slices: readonly Slice[]): readonly Position[] {
  const positions = new Map<string, Position>();
  for (const slice of slices) {
    const position = positionAfter(slice);
    positions.set(`${position.topic}/${position.partition}`, position);
  }
  return [...positions.values()];
}

/** Where the group stands in its partition once the slice is done. */
export function positionAfter({ fetched, end }: Slice): Position {
  return { topic: fetched.topic, partition: fetched.partition, next: fetched.offsetAfter(end - 1) };
}
