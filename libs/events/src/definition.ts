import type { Bilingual, Schema } from './schema.js';

/** Who may publish an event. */
export type Publisher = 'department' | 'provider' | 'policy-gate' | 'referral' | 'capacity';

/** `partner`: enters through the policy gate. `system`: written by one of our services. */
export type Direction = 'partner' | 'system';

/** The entity whose id is the `subject` of an event and the key of its record. */
export type EntityKey = 'intakeId' | 'referralId' | 'serviceId' | 'receiptId';

/** The name of a topic of the event log. */
export type TopicName =
  'havre.intake' | 'havre.referral' | 'havre.capacity' | 'havre.directory' | 'havre.receipt';

/** What an entity file says of one event; the catalogue adds the rest. */
export interface EventSpec<T, D extends Direction = Direction> {
  readonly topic: TopicName;
  readonly key: EntityKey;
  readonly direction: D;
  readonly publishers: readonly Publisher[];
  readonly title: Bilingual;
  readonly description: Bilingual;
  /** Schema of `data`. */
  readonly schema: Schema<T>;
  readonly example: { readonly source: string; readonly subject?: string; readonly data: NoInfer<T> };
}

/** Keeps the type of `data` tied to its schema and its example. */
export function event<T, D extends Direction>(spec: EventSpec<T, D>): EventSpec<T, D> {
  return spec;
}
