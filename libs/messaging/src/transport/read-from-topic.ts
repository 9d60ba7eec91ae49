import { EVENT_TYPES, eventDefinition, readRecord, type HavreEvent } from '@havre/events';

const TOPIC_OF = new Map<string, string>(EVENT_TYPES.map((type) => [type, eventDefinition(type).topic]));
const TOPICS: ReadonlySet<string> = new Set(TOPIC_OF.values());

export type ReadFromTopic =
  | { readonly outcome: 'valid'; readonly event: HavreEvent }
  | { readonly outcome: 'invalid'; readonly code: 'envelope' | 'unknown-type' | 'data' | 'topic' };

/**
 * The event in a record, if it belongs on the topic that it came from. Who may write an event is a right on its topic: an
 * intake on the topic of referrals would have been written by somebody who may not write intakes.
 */
export function readFromTopic(topic: string, value: string): ReadFromTopic {
  const read = readRecord(value);
  if (read.outcome === 'invalid') return read;
  const isElsewhere = TOPICS.has(topic) && TOPIC_OF.get(read.event.type) !== topic;
  return isElsewhere ? { outcome: 'invalid', code: 'topic' } : read;
}
