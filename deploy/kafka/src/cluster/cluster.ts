import { isIP } from 'node:net';
import {
  Admin,
  ConfigResourceTypes,
  ConfigSources,
  IncrementalAlterConfigOperationTypes,
} from '@platformatic/kafka';
import type { Change } from '../plan/plan-changes.js';
import type { ClusterState, TopicState } from '../plan/state.js';
import { ANY_ACL, fromAcl, toAcl } from './acl-words.js';
import { kafkaRefusal } from './kafka-refusal.js';

export interface Connection {
  readonly brokers: readonly string[];
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Undefined: no TLS. Empty: the system's authorities. */
  readonly tls: { readonly ca?: string } | undefined;
}

/** A name is said to the broker's side of TLS (SNI); an address may not be. */
const isNamed = (brokers: readonly string[]): boolean =>
  brokers.every((broker) => isIP(broker.replace(/:\d+$/, '')) === 0);

const RETRIES = 5;
const CONNECT_MS = 5_000;

/** What the job asks of the brokers and does to them. Every method throws `SetupError` and nothing else. */
export class Cluster {
  readonly #admin: Admin;

  constructor({ brokers, username, password, tls }: Connection) {
    this.#admin = new Admin({
      clientId: 'havre-kafka-setup',
      bootstrapBrokers: [...brokers],
      retries: RETRIES,
      retryDelay: 500,
      connectTimeout: CONNECT_MS,
      ...(tls === undefined ? {} : { tls: { ...tls }, tlsServerName: isNamed(brokers) }),
      ...(username === undefined || password === undefined
        ? {}
        : { sasl: { mechanism: 'SCRAM-SHA-512', username, password } as const }),
    });
  }

  /** How many brokers there are. */
  countBrokers(): Promise<number> {
    return kafkaRefusal(
      async () => (await this.#admin.metadata({ topics: [], forceUpdate: true })).brokers.size,
    );
  }

  /** The topics of those names that exist, and all rules. */
  read(names: readonly string[]): Promise<ClusterState> {
    return kafkaRefusal(async () => {
      const existing = new Set(await this.#admin.listTopics({ includeInternals: false }));
      const topics = await this.#readTopics(names.filter((name) => existing.has(name)));
      const resources = await this.#admin.describeAcls({ filter: ANY_ACL });
      const rules = resources.flatMap((resource) =>
        resource.acls.map((permission) => fromAcl({ ...resource, ...permission })),
      );
      return { brokers: await this.countBrokers(), topics, rules };
    });
  }

  /** Rights are given before topics exist, so that nobody finds one that is open. */
  apply(changes: readonly Change[]): Promise<void> {
    return kafkaRefusal(async () => {
      const allowed = changes.filter((change) => change.kind === 'allow').map(({ rule }) => toAcl(rule));
      if (allowed.length > 0) await this.#admin.createAcls({ creations: allowed });
      for (const change of changes) await this.#applyToTopic(change);
      const gone = changes.filter((change) => change.kind === 'take-back').map(({ rule }) => toAcl(rule));
      if (gone.length > 0) await this.#admin.deleteAcls({ filters: gone });
    });
  }

  /** For what this client has no method of its own for. */
  anyConnection() {
    return kafkaRefusal(async () => {
      const { brokers } = await this.#admin.metadata({ topics: [] });
      const [id] = brokers.keys();
      const connections = await this.#admin.connectToBrokers(id === undefined ? null : [id]);
      const [connection] = connections.values();
      if (connection === undefined) throw new Error('no broker');
      return connection;
    });
  }

  async close(): Promise<void> {
    await this.#admin.close().catch(() => undefined);
  }

  async #readTopics(names: readonly string[]): Promise<readonly TopicState[]> {
    if (names.length === 0) return [];
    const { topics } = await this.#admin.metadata({ topics: [...names], forceUpdate: true });
    const described = await this.#admin.describeConfigs({
      resources: names.map((resourceName) => ({ resourceType: ConfigResourceTypes.TOPIC, resourceName })),
    });
    const configs = new Map(described.map((one) => [one.resourceName, one.configs]));
    return names.flatMap((name) => {
      const found = topics.get(name);
      if (found === undefined) return [];
      const own = (configs.get(name) ?? []).filter(
        ({ configSource }) => configSource === ConfigSources.DYNAMIC_TOPIC_CONFIG,
      );
      return {
        name,
        partitions: found.partitionsCount,
        replicas: found.partitions[0]?.replicas.length ?? 0,
        configs: Object.fromEntries(own.map((config) => [config.name, config.value ?? ''])),
      };
    });
  }

  async #applyToTopic(change: Change): Promise<void> {
    switch (change.kind) {
      case 'create-topic': {
        const { name, partitions, replicas, configs } = change.topic;
        await this.#admin.createTopics({
          topics: [name],
          partitions,
          replicas,
          configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
        });
        return;
      }
      case 'add-partitions':
        await this.#admin.createPartitions({
          topics: [{ name: change.topic, count: change.to, assignments: null }],
        });
        return;
      case 'set-config':
        await this.#admin.incrementalAlterConfigs({
          resources: [
            {
              resourceType: ConfigResourceTypes.TOPIC,
              resourceName: change.topic,
              configs: [
                {
                  name: change.name,
                  value: change.to,
                  configOperation: IncrementalAlterConfigOperationTypes.SET,
                },
              ],
            },
          ],
        });
        return;
      case 'allow':
      case 'take-back':
        return;
    }
  }
}
