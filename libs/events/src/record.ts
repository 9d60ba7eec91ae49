import { eventDefinition, type HavreEvent } from './catalogue.js';
import { parseEvent, type ParseResult } from './parse-event.js';

/** A record of the event log, in CloudEvents structured form, with headers for those who filter without parsing. */
export interface EventRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<'ce_type' | 'ce_id' | 'ce_source' | 'content-type', string>>;
}

/** What is appended to the log for an event. */
export function toRecord(event: HavreEvent): EventRecord {
  return {
    topic: eventDefinition(event.type).topic,
    key: event.subject,
    value: JSON.stringify(event),
    headers: {
      ce_type: event.type,
      ce_id: event.id,
      ce_source: event.source,
      'content-type': 'application/cloudevents+json',
    },
  };
}

/** Reads the value of a record. Text that is not JSON is `envelope`; nothing of it is repeated. */
export function readRecord(value: string): ParseResult<HavreEvent> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    return { outcome: 'invalid', code: 'envelope' };
  }
  return parseEvent(parsed);
}
