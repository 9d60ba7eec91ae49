import { EVENT_TYPES, isPartnerEventType, type EventType } from '../catalogue.js';
import { eventSchema, partnerEventSchema } from '../envelope.js';
import type { JsonSchema } from '../schema.js';

/** What is kept of a published event: the schemas that partners and readers were promised. */
export interface PublishedSchema {
  readonly type: EventType;
  /** The whole event in the log. */
  readonly log: JsonSchema;
  /** The whole event at the door, for a partner's type. */
  readonly door?: JsonSchema;
}

/** The published schema of one type. */
export function publishedSchema(type: EventType): PublishedSchema {
  return {
    type,
    log: eventSchema(type),
    ...(isPartnerEventType(type) ? { door: partnerEventSchema(type) } : {}),
  };
}

/** Name of the file that keeps a published schema. */
export function publishedFileName(type: EventType): string {
  return `${type}.json`;
}

/** A list of codes stands on one line: the phrasebook alone has hundreds. */
function written(schema: PublishedSchema): string {
  const indented = JSON.stringify(schema, null, 2);
  return indented.replaceAll(/\[\s+("[^"[\]{}]*"(?:,\s+"[^"[\]{}]*")*)\s+\]/g, (_, codes: string) => {
    return `[${codes.replaceAll(/,\s+/g, ', ')}]`;
  });
}

/** Every published schema, as it is written under `published/`. */
export function publishedFiles(): ReadonlyMap<string, string> {
  return new Map(EVENT_TYPES.map((type) => [publishedFileName(type), `${written(publishedSchema(type))}\n`]));
}
