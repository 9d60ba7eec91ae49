import type { IncomingRecord, TopicPartition } from '../event-log.js';

export type RecordRow = readonly [
  partitionId: number,
  offset: string,
  type: string | null,
  key: string | null,
  value: string | null,
  headers: string | null,
  appendedAtMs: number,
];

/** The header that has a column of its own. */
export const TYPE_HEADER = 'ce_type';

/** A record as its row says. Most readers look at the value alone, so the rest is made when it is asked for. */
export class LogRecord implements IncomingRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  readonly value: string;
  readonly #row: RecordRow;

  constructor({ topic, partition }: TopicPartition, row: RecordRow) {
    this.topic = topic;
    this.partition = partition;
    this.offset = BigInt(row[1]);
    this.key = row[3] ?? '';
    this.value = row[4] ?? '';
    this.#row = row;
  }

  get headers(): Readonly<Record<string, string>> {
    const [, , type, , , headers] = this.#row;
    const others = headers === null ? {} : (JSON.parse(headers) as Readonly<Record<string, string>>);
    return type === null ? others : { [TYPE_HEADER]: type, ...others };
  }

  get appendedAt(): Date {
    return new Date(this.#row[6]);
  }
}
