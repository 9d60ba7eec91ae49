import { EventLogError } from './event-log-error.js';
import type { SubscribeOptions } from './event-log.js';

const GROUP_NAME = /^[A-Za-z0-9._-]{1,100}$/;
const DEFAULTS = { maxBatch: 200, sessionTimeoutMs: 10_000, spanPartitions: false, ignoredTypes: [] };

/**
 * Fills in what a subscriber left out.
 * @throws EventLogError `invalid-option`
 */
export function subscribeSettings(options: SubscribeOptions): Required<SubscribeOptions> {
  const settings = { ...DEFAULTS, ...options };
  const { group, topics, maxBatch, sessionTimeoutMs } = settings;
  if (!GROUP_NAME.test(group)) throw new EventLogError('invalid-option', 'option.group');
  if (topics.length === 0) throw new EventLogError('invalid-option', 'option.topics');
  if (!isWithin(maxBatch, 1, 10_000)) throw new EventLogError('invalid-option', 'option.max-batch');
  if (!isWithin(sessionTimeoutMs, 500, 300_000))
    throw new EventLogError('invalid-option', 'option.session-timeout');
  return { ...settings, topics: [...new Set(topics)] };
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
