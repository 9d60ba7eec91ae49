import { AppendQueue } from '../append-queue.js';
import type { OutgoingRecord } from '../event-log.js';
import { appendSql, appendValues, type PlacedRecord } from './append-statement.js';
import type { LogDatabase, Statement } from './log-database.js';
import { placeRecords } from './place-records.js';
import type { TopicCatalog } from './topic-catalog.js';

/** Appends to the tables: whatever callers append at the same time goes in one statement. */
export class Appender {
  readonly #statement: Statement;
  readonly #queue: AppendQueue<PlacedRecord>;

  constructor(
    private readonly database: LogDatabase,
    private readonly catalog: TopicCatalog,
    schema: string,
    private readonly onAppended: (partitionIds: readonly number[]) => void,
  ) {
    this.#statement = { name: 'append', text: appendSql(schema) };
    this.#queue = new AppendQueue({
      maxEntries: 2_000,
      maxBytes: 4 * 1024 * 1024,
      sizeOf: ({ record }) => record.key.length + record.value.length,
      write: (records) => this.#write(records),
    });
  }

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    this.#queue.checkOpen();
    if (records.length > 0) await this.#queue.submit(await placeRecords(records, this.catalog));
  }

  close(): Promise<void> {
    return this.#queue.close();
  }

  async #write(records: readonly PlacedRecord[]): Promise<void> {
    const { partitionIds, parameters } = appendValues(records);
    await this.database.durable(this.#statement, parameters);
    this.onAppended(partitionIds);
  }
}
