import type { RecordsBatch } from '@platformatic/kafka';
import type { IncomingRecord } from '../event-log.js';
import type { FetchedPartition, Position } from '../kafka/fetched-partition.js';

const IS_CONTROL = 32;
const IS_LOG_APPEND_TIME = 8;
const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

type WireRecord = RecordsBatch['records'][number];

interface Placed {
  readonly record: WireRecord;
  readonly offset: bigint;
  readonly timestamp: bigint;
}

/** What the reader of a partition lets a chunk do. */
export interface ChunkOwner {
  readonly topic: string;
  readonly partition: number;
  readonly ignoredTypes: readonly string[];
  isWanted(chunk: FetchedChunk): boolean;
  commit(positions: readonly Position[]): Promise<void>;
  /** Stops reading, and later goes on at an offset. */
  readAgainFrom(offset: bigint): () => void;
}

/** Consecutive records of one partition as the broker sent them, decoded when they are asked for. */
export class FetchedChunk implements FetchedPartition {
  readonly topic: string;
  readonly partition: number;
  /** Offset of the first record that is not handled yet. */
  handledTo: bigint;
  readonly #records: readonly Placed[];

  /** @param from records before it were asked for by nobody: brokers send whole batches */
  constructor(
    private readonly owner: ChunkOwner,
    batches: readonly RecordsBatch[],
    from: bigint,
    /** Offset after the chunk, control records included. */
    readonly end: bigint,
  ) {
    this.topic = owner.topic;
    this.partition = owner.partition;
    this.handledTo = from;
    this.#records = batches.flatMap(placed).filter(({ offset }) => offset >= from);
  }

  get length(): number {
    return this.#records.length;
  }

  records(start: number, end: number): readonly IncomingRecord[] {
    const { ignoredTypes } = this.owner;
    return this.#records
      .slice(start, end)
      .filter(({ record }) => !isOfType(record, ignoredTypes))
      .map((each) => this.#record(each));
  }

  offsetAfter(index: number): bigint {
    const offset = this.#records[index]?.offset;
    return offset === undefined || index === this.length - 1 ? this.end : offset + 1n;
  }

  isWanted(): boolean {
    return this.owner.isWanted(this);
  }

  commit(positions: readonly Position[]): Promise<void> {
    return this.owner.commit(positions);
  }

  resolve({ next }: Position): void {
    this.handledTo = next;
  }

  /** The client beats by itself. */
  heartbeat(): Promise<void> {
    return Promise.resolve();
  }

  readAgainFrom(index: number): () => void {
    return this.owner.readAgainFrom(this.#records[index]?.offset ?? this.handledTo);
  }

  #record({ record, offset, timestamp }: Placed): IncomingRecord {
    const { key, value, headers } = record;
    const isBare = (key === null || key.length === 0) && headers.length === 0;
    return {
      topic: this.topic,
      partition: this.partition,
      offset,
      key: key?.toString() ?? '',
      value: value?.toString() ?? '',
      headers: headers.length === 0 ? NO_HEADERS : textHeaders(headers),
      appendedAt: new Date(Number(timestamp)),
      ...(isBare ? { isBare: true as const } : {}),
    };
  }
}

/** Offset after the last record that the batches cover. */
export function endOf(batches: readonly RecordsBatch[]): bigint | undefined {
  const last = batches.at(-1);
  return last === undefined ? undefined : last.firstOffset + BigInt(last.lastOffsetDelta) + 1n;
}

function placed(batch: RecordsBatch): readonly Placed[] {
  if ((batch.attributes & IS_CONTROL) !== 0) return [];
  const isByLog = (batch.attributes & IS_LOG_APPEND_TIME) !== 0;
  return batch.records.map((record) => ({
    record,
    offset: batch.firstOffset + BigInt(record.offsetDelta),
    timestamp: isByLog ? batch.maxTimestamp : batch.firstTimestamp + record.timestampDelta,
  }));
}

function isOfType({ headers }: WireRecord, types: readonly string[]): boolean {
  if (types.length === 0) return false;
  const said = headers.find(([name]) => name?.toString() === 'ce_type')?.[1];
  return said !== undefined && said !== null && types.includes(said.toString());
}

/** The first of each name, as everywhere in the port. */
function textHeaders(headers: WireRecord['headers']): Readonly<Record<string, string>> {
  const named = headers.map(([name, value]) => [name?.toString() ?? '', value?.toString() ?? ''] as const);
  return Object.fromEntries(named.reverse());
}
