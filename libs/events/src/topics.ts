import type { EntityKey, TopicName } from './definition.js';

/** A topic of the event log: one per kind of entity, keyed by its id. */
export interface TopicDefinition {
  readonly name: TopicName;
  /** The entity whose id is the key; order holds per key. */
  readonly key: EntityKey;
  readonly cleanup: 'delete' | 'compact';
  readonly partitions: number;
}

const PARTITIONS = 12;

/** Every topic of the event log. */
export const TOPICS: readonly TopicDefinition[] = [
  { name: 'havre.intake', key: 'intakeId', cleanup: 'delete', partitions: PARTITIONS },
  { name: 'havre.referral', key: 'referralId', cleanup: 'delete', partitions: PARTITIONS },
  { name: 'havre.capacity', key: 'serviceId', cleanup: 'delete', partitions: PARTITIONS },
  { name: 'havre.directory', key: 'serviceId', cleanup: 'compact', partitions: PARTITIONS },
  { name: 'havre.receipt', key: 'receiptId', cleanup: 'delete', partitions: PARTITIONS },
];
