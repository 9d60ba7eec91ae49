import { EventLogError } from '../event-log-error.js';
import type { TopicPartition, TopicSpec } from '../event-log.js';
import { checkTopicSpecs, DEFAULT_RETENTION_MS } from '../topic-spec.js';
import type { LogDatabase, Row, Statement } from './log-database.js';
import type { PostgresSettings } from './postgres-settings.js';

/** Which partitions a topic has. They never change once made, so what was read stays true. */
export class TopicCatalog {
  readonly #partitionIds = new Map<string, readonly number[]>();
  readonly #byId = new Map<number, TopicPartition>();
  readonly #load: Statement;
  readonly #insertTopics: Statement;
  readonly #updateTopics: Statement;
  readonly #insertPartitions: Statement;

  constructor(
    private readonly database: LogDatabase,
    private readonly settings: PostgresSettings,
  ) {
    const { schema } = settings;
    this.#load = {
      name: 'catalog-load',
      text: `SELECT id, topic, partition FROM ${schema}.partition ORDER BY topic, partition`,
    };
    this.#insertTopics = {
      name: 'catalog-topics',
      text: `INSERT INTO ${schema}.topic (name, cleanup, retention_ms)
        SELECT name, coalesce(cleanup, 'delete'), coalesce(retention_ms, ${DEFAULT_RETENTION_MS})
        FROM unnest($1::text[], $2::text[], $3::bigint[]) AS wanted(name, cleanup, retention_ms)
        ORDER BY name ON CONFLICT DO NOTHING`,
    };
    // What a caller leaves out stays as another has set it.
    this.#updateTopics = {
      name: 'catalog-update',
      text: `UPDATE ${schema}.topic SET cleanup = coalesce(wanted.cleanup, topic.cleanup),
          retention_ms = coalesce(wanted.retention_ms, topic.retention_ms)
        FROM unnest($1::text[], $2::text[], $3::bigint[]) AS wanted(name, cleanup, retention_ms)
        WHERE topic.name = wanted.name`,
    };
    // A topic that has partitions keeps their number: moving keys to other partitions would break their order.
    this.#insertPartitions = {
      name: 'catalog-partitions',
      text: `INSERT INTO ${schema}.partition (topic, partition)
        SELECT wanted.topic, number FROM unnest($1::text[], $2::integer[]) AS wanted(topic, partitions)
        CROSS JOIN LATERAL generate_series(0, wanted.partitions - 1) AS number
        WHERE NOT EXISTS (SELECT FROM ${schema}.partition made WHERE made.topic = wanted.topic)
        ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    };
  }

  async ensure(topics: readonly TopicSpec[]): Promise<void> {
    checkTopicSpecs(topics);
    const names = topics.map(({ name }) => name);
    const counts = topics.map(({ partitions }) => partitions ?? this.settings.partitions);
    await this.database.transaction(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `havre:${this.settings.schema}`,
      ]);
      const wanted = [
        names,
        topics.map(({ cleanup }) => cleanup ?? null),
        topics.map(({ retentionMs }) => retentionMs ?? null),
      ];
      await client.query(this.#insertTopics.text, wanted);
      await client.query(this.#updateTopics.text, wanted);
      await client.query(this.#insertPartitions.text, [names, counts]);
    });
    await this.#reload();
  }

  /**
   * Ids of the partitions of a topic, by partition number.
   * @throws EventLogError `unknown-topic`
   */
  async partitionIds(topic: string): Promise<readonly number[]> {
    const ids = this.known(topic);
    if (ids !== undefined) return ids;
    await this.#reload();
    const reread = this.known(topic);
    if (reread === undefined) throw new EventLogError('unknown-topic');
    return reread;
  }

  /** The same from memory, `undefined` when not seen yet. */
  known(topic: string): readonly number[] | undefined {
    return this.#partitionIds.get(topic);
  }

  /** @throws EventLogError `unknown-topic` */
  async partitionId(topic: string, partition: number): Promise<number> {
    const id = (await this.partitionIds(topic))[partition];
    if (id === undefined) throw new EventLogError('unknown-topic');
    return id;
  }

  coordinates(partitionId: number): TopicPartition {
    const found = this.#byId.get(partitionId);
    if (found === undefined) throw new EventLogError('internal', 'catalog.partition');
    return found;
  }

  async #reload(): Promise<void> {
    const rows = (await this.database.swift(this.#load, [])) as readonly (Row & [number, string, number])[];
    const found = new Map<string, number[]>();
    for (const [id, topic, partition] of rows) {
      this.#byId.set(id, { topic, partition });
      const ids = found.get(topic) ?? [];
      ids[partition] = id;
      found.set(topic, ids);
    }
    for (const [topic, ids] of found) this.#partitionIds.set(topic, ids);
  }
}
