import { EventLogError } from './event-log-error.js';
import type { TopicSpec } from './event-log.js';

/** How long a topic keeps its records unless it says otherwise: 7 days. */
export const DEFAULT_RETENTION_MS = 7 * 24 * 60 * 60 * 1000;

const TOPIC_NAME = /^[A-Za-z0-9._-]{1,200}$/;

/** @throws EventLogError `invalid-option` */
export function checkTopicSpecs(topics: readonly TopicSpec[]): void {
  for (const { name, partitions, retentionMs } of topics) {
    if (!TOPIC_NAME.test(name)) throw new EventLogError('invalid-option', 'option.topic');
    if (partitions !== undefined && !isWithin(partitions, 1, 1000)) {
      throw new EventLogError('invalid-option', 'option.partitions');
    }
    if (retentionMs !== undefined && !isWithin(retentionMs, 1, Number.MAX_SAFE_INTEGER)) {
      throw new EventLogError('invalid-option', 'option.retention');
    }
  }
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
