import type { TopicSpec } from '../event-log.js';
import { DEFAULT_RETENTION_MS } from '../topic-spec.js';

export interface TopicConfigurationEntry {
  readonly name: string;
  readonly value: string;
}

/**
 * What makes deleted records leave the disk. A segment is cut by the next append a second after its first record, by the
 * broker's own clock: a producer's time stamps could put that off for an hour. The broker unpacks what producers compress:
 * a codec that we lack would stop a consumer for good.
 */
const ERASED_SOON: readonly TopicConfigurationEntry[] = [
  { name: 'segment.ms', value: '1000' },
  { name: 'segment.jitter.ms', value: '0' },
  { name: 'file.delete.delay.ms', value: '0' },
  { name: 'message.timestamp.type', value: 'LogAppendTime' },
  { name: 'compression.type', value: 'uncompressed' },
];

/** The settings of a new topic on Kafka. */
export function topicConfiguration({
  cleanup,
  retentionMs,
  isErasedSoon,
}: TopicSpec): TopicConfigurationEntry[] {
  return [
    { name: 'cleanup.policy', value: cleanup ?? 'delete' },
    { name: 'retention.ms', value: String(retentionMs ?? DEFAULT_RETENTION_MS) },
    ...(isErasedSoon === true ? ERASED_SOON : []),
  ];
}
