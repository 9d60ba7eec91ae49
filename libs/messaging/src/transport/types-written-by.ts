import { EVENT_TYPES, eventDefinition, type EventType, type Publisher } from '@havre/events';

/** The types that `publisher` alone writes: what it says itself is no news to it. */
export function typesWrittenBy(publisher: Publisher): readonly EventType[] {
  return EVENT_TYPES.filter((type) => {
    const { publishers } = eventDefinition(type);
    return publishers.length === 1 && publishers[0] === publisher;
  });
}
