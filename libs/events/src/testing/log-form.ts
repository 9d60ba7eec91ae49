import { eventDefinition, type EventType } from '../index.js';

/** A valid event of a type in its log form, as fresh JSON data that a test may spoil. */
export function logForm(type: EventType): Record<string, unknown> {
  const { example, direction } = eventDefinition(type);
  const event = JSON.parse(JSON.stringify(example)) as Record<string, unknown>;
  if (direction === 'system') return event;
  return { subject: '0198c0de-0009-7000-8000-000000000009', ...event, time: '2026-11-22T21:00:00.000Z' };
}

/** A valid partner event in its door form, as fresh JSON data that a test may spoil. */
export function doorForm(type: EventType): Record<string, unknown> {
  return JSON.parse(JSON.stringify(eventDefinition(type).example)) as Record<string, unknown>;
}
