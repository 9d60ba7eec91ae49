import { AppendQueue } from '../append-queue.js';
import { EventLogError } from '../event-log-error.js';
import { ROLL_MARKER, type OutgoingRecord } from '../event-log.js';
import { toEventLogError } from '../fault.js';
import { checkRecords } from '../record-limits.js';
import type { EncodedRecord, RecordSender } from './broker-client.js';
import type { KafkaAdmin } from './kafka-admin.js';

/** A broker takes at most 1 MiB for one partition in one request, and kafkajs does not split. */
const MAX_SEND_BYTES = 1_000_000;
const RECORD_OVERHEAD = 40;

/** Appends with an idempotent producer that waits for all in-sync replicas. */
export class KafkaAppender {
  readonly #known = new Set<string>();
  readonly #queue: AppendQueue<EncodedRecord>;

  constructor(
    private readonly sender: RecordSender,
    private readonly admin: KafkaAdmin,
  ) {
    this.#queue = new AppendQueue({
      maxEntries: 10_000,
      maxBytes: MAX_SEND_BYTES,
      sizeOf: ({ bytes }) => bytes,
      write: (records) => this.#write(records),
    });
  }

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    this.#queue.checkOpen();
    if (records.length === 0) return;
    checkRecords(records);
    await this.checkTopics(new Set(records.map(({ topic }) => topic)));
    await this.#queue.submit(records.map((record) => encode(record)));
  }

  /** Appends a record that says nothing to one partition. */
  async mark(topic: string, partition: number): Promise<void> {
    this.#queue.checkOpen();
    await this.checkTopics(new Set([topic]));
    const message = { key: null, value: Buffer.from(ROLL_MARKER), partition };
    await this.#queue.submit([{ topic, message, bytes: RECORD_OVERHEAD + message.value.length }]);
  }

  /** @throws EventLogError `unknown-topic` */
  async checkTopics(topics: ReadonlySet<string>): Promise<void> {
    if ([...topics].every((topic) => this.#known.has(topic))) return;
    for (const topic of await this.admin.topics()) this.#known.add(topic);
    if (![...topics].every((topic) => this.#known.has(topic))) throw new EventLogError('unknown-topic');
  }

  async close(): Promise<void> {
    await this.#queue.close();
    await this.sender.letGo();
  }

  async #write(records: readonly EncodedRecord[]): Promise<void> {
    try {
      for (const part of parts(records)) await this.sender.send(part);
    } catch (error) {
      // The brokers may have taken what we believe failed. The same producer would number its next records alike, and
      // they would be dropped as repetitions; a new one has an identity of its own.
      await this.sender.letGo();
      throw toEventLogError(error);
    }
  }
}

function encode({ topic, key, value, headers }: OutgoingRecord): EncodedRecord {
  const message = {
    key: Buffer.from(key),
    value: Buffer.from(value),
    ...(headers === undefined ? {} : { headers }),
  };
  let bytes = RECORD_OVERHEAD + message.key.length + message.value.length;
  for (const [name, text] of Object.entries(headers ?? {})) bytes += 4 + name.length + text.length * 3;
  return { topic, message, bytes };
}

/** Consecutive parts that a broker takes whatever partitions their records fall into. */
function* parts(records: readonly EncodedRecord[]): Generator<readonly EncodedRecord[]> {
  let start = 0;
  let bytes = 0;
  for (const [index, record] of records.entries()) {
    if (index > start && bytes + record.bytes > MAX_SEND_BYTES) {
      yield records.slice(start, index);
      start = index;
      bytes = 0;
    }
    bytes += record.bytes;
  }
  yield start === 0 ? records : records.slice(start);
}
