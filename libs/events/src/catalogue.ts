import { CAPACITY_EVENTS } from './capacity.js';
import type { Direction, EntityKey, EventSpec, Publisher, TopicName } from './definition.js';
import { DIRECTORY_EVENTS } from './directory.js';
import { HOLD_EVENTS } from './hold.js';
import { INTAKE_EVENTS } from './intake.js';
import { RECEIPT_EVENTS } from './receipt.js';
import { REFERRAL_ANSWER_EVENTS } from './referral-answer.js';
import { REFERRAL_EVENTS } from './referral.js';
import type { Bilingual, JsonSchema, Static } from './schema.js';
import { SEALED_EVENTS } from './sealed.js';

const EVENTS = {
  ...INTAKE_EVENTS,
  ...DIRECTORY_EVENTS,
  ...REFERRAL_EVENTS,
  ...REFERRAL_ANSWER_EVENTS,
  ...CAPACITY_EVENTS,
  ...HOLD_EVENTS,
  ...RECEIPT_EVENTS,
  ...SEALED_EVENTS,
} as const;

type Catalogue = typeof EVENTS;

/** The name of a published event, `havre.<entity>.<fact>.v<version>`. */
export type EventType = keyof Catalogue;

/** The names of the events that a partner may publish. */
export type PartnerEventType = {
  [T in EventType]: Catalogue[T] extends { readonly direction: 'partner' } ? T : never;
}[EventType];

/** The `data` of an event. */
export type EventData<T extends EventType> = Static<Catalogue[T]['schema']>;

interface LogEnvelope<T extends EventType> {
  readonly specversion: '1.0';
  /** A partner's event: its receipt id (a UUID). Ours: unique within `source`. */
  readonly id: string;
  /** `/departments/…`, `/providers/…` or `/services/…`. */
  readonly source: string;
  readonly type: T;
  /** Id of the entity, which is the key of the record. */
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: EventData<T>;
  /** Receipt of the partner's event that led to this one. */
  readonly receipt?: string;
  /** Id of the event that led to this one. */
  readonly causationid?: string;
  /** W3C trace context. */
  readonly traceparent?: string;
}

interface DoorEnvelope<T extends PartnerEventType> {
  readonly specversion: '1.0';
  /** Chosen by the partner; the same `source` and `id` again is the same event. */
  readonly id: string;
  readonly source: string;
  readonly type: T;
  /** Forbidden on `havre.intake.received.v1`, whose id the gate assigns; required on every other type. */
  readonly subject?: string;
  /** RFC 3339; absent: the gate's own clock. */
  readonly time?: string;
  readonly datacontenttype?: 'application/json';
  readonly data: EventData<T>;
  readonly traceparent?: string;
}

/** An event as it stands in the log: a union discriminated on `type`. */
export type HavreEvent<T extends EventType = EventType> = { [K in T]: LogEnvelope<K> }[T];

/** An event as a partner brings it to the door: a union discriminated on `type`. */
export type PartnerEvent<T extends PartnerEventType = PartnerEventType> = { [K in T]: DoorEnvelope<K> }[T];

/** All that is published about one type of event. */
export interface EventDefinition {
  readonly type: EventType;
  readonly topic: TopicName;
  /** The entity whose id keys the record. */
  readonly key: EntityKey;
  /** The `v<n>` of the type. */
  readonly version: number;
  readonly direction: Direction;
  readonly publishers: readonly Publisher[];
  readonly title: Bilingual;
  readonly description: Bilingual;
  /** Schema of `data`; the whole event is `eventSchema(type)`. */
  readonly schema: JsonSchema;
  /** Partner types: as sent to the door. System types: as read from the log. */
  readonly example: HavreEvent | PartnerEvent;
}

/** Every event type, in the order of the documentation. */
export const EVENT_TYPES: readonly EventType[] = Object.keys(EVENTS) as EventType[];

const EXAMPLE_TIME = '2026-11-22T21:00:00.000Z';

function exampleOf(type: EventType, spec: EventSpec<unknown>, ordinal: number): HavreEvent | PartnerEvent {
  const { source, subject, data } = spec.example;
  const suffix = String(ordinal).padStart(12, '0');
  const example = {
    specversion: '1.0',
    id: `0198c0de-1000-7000-8000-${suffix}`,
    source,
    type,
    ...(subject === undefined ? {} : { subject }),
    ...(spec.direction === 'partner' ? {} : { time: EXAMPLE_TIME }),
    datacontenttype: 'application/json',
    data,
  };
  // Every example is checked against its own schema by the specs; the compiler cannot follow the union here.
  return example as HavreEvent | PartnerEvent;
}

function define(type: EventType, ordinal: number): EventDefinition {
  const spec: EventSpec<unknown> = EVENTS[type];
  return {
    type,
    topic: spec.topic,
    key: spec.key,
    version: Number(type.slice(type.lastIndexOf('.v') + 2)),
    direction: spec.direction,
    publishers: spec.publishers,
    title: spec.title,
    description: spec.description,
    schema: spec.schema,
    example: exampleOf(type, spec, ordinal),
  };
}

const DEFINITIONS: ReadonlyMap<unknown, EventDefinition> = new Map(
  EVENT_TYPES.map((type, index) => [type, define(type, index + 1)]),
);

/** True for the name of a published event. */
export function isEventType(value: unknown): value is EventType {
  return DEFINITIONS.has(value);
}

/** True for the name of an event that a partner may publish. */
export function isPartnerEventType(value: unknown): value is PartnerEventType {
  return DEFINITIONS.get(value)?.direction === 'partner';
}

/** The definition of a published event. */
export function eventDefinition(type: EventType): EventDefinition {
  const definition = DEFINITIONS.get(type);
  if (definition === undefined) throw new TypeError('not a published event type');
  return definition;
}
