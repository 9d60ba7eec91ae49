import { eventDefinition, parsePartnerEvent, type PartnerEvent } from '@havre/events';
import { canonicalize, screen, type Category, type PolicyBundle } from '@havre/policy';

import type { Metadata } from './read-request.js';

/** Why an event is not routed, as far as it is ever counted: nothing finer leaves this folder. */
export type DropCategory = Category | 'schema' | 'unreadable' | 'unopened';

/** An event that may be stored and routed. Its content is the canonical form, never what was sent. */
export interface ClearedEvent {
  readonly source: string;
  /** The publisher's own id, unique under its source. */
  readonly eventId: string;
  readonly type: PartnerEvent['type'];
  /** Absent when the gate assigns it. */
  readonly subject?: string;
  /** RFC 3339 in UTC; absent when the gate fills in its own. */
  readonly time?: string;
  readonly data: PartnerEvent['data'];
  /** SHA-256, hexadecimal, over everything that the publisher decided. */
  readonly fingerprint: string;
}

export type Verdict =
  | { readonly verdict: 'cleared'; readonly event: ClearedEvent }
  | { readonly verdict: 'dropped'; readonly category: DropCategory }
  | { readonly verdict: 'forbidden'; readonly code: 'source-not-allowed' | 'type-not-allowed' };

/** Who publishes, as the key says. */
export interface Publisher {
  readonly role: string;
  readonly sources: readonly string[];
}

export interface VerdictContext {
  readonly publisher: Publisher;
  readonly bundle: PolicyBundle;
  /** Whether the city lets a screened note through. */
  readonly allowsFreeText: boolean;
  /** Oldest `time` that is still taken, in milliseconds before `now`. */
  readonly retentionMs: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** SHA-256 of a text, in hexadecimal. */
  readonly fingerprintOf: (text: string) => string;
}

const MAX_AHEAD_MS = 5 * 60_000;
const SCHEMA = { verdict: 'dropped', category: 'schema' } as const;

/**
 * Decides on one document. Screening comes first and runs on everything, so that a status is counted as such even
 * in an event that no schema knows, and so that no answer below it can be had by an event that carries one.
 */
export function decideVerdict(document: unknown, metadata: Metadata, context: VerdictContext): Verdict {
  const screened = screen({ value: document, metadata }, context.bundle);
  if (screened.effect === 'drop') return { verdict: 'dropped', category: screened.category };
  const parsed = parsePartnerEvent(document);
  if (parsed.outcome === 'invalid') return SCHEMA;
  const { event } = parsed;
  const forbidden = decidePermission(event, context.publisher);
  if (forbidden !== undefined) return forbidden;
  if (!isTimely(event.time, context) || (hasNote(event) && !context.allowsFreeText)) return SCHEMA;
  return { verdict: 'cleared', event: clear(event, context) };
}

function decidePermission(event: PartnerEvent, publisher: Publisher): Verdict | undefined {
  if (!publisher.sources.includes(event.source)) return { verdict: 'forbidden', code: 'source-not-allowed' };
  const isPublisher = eventDefinition(event.type).publishers.some((role) => role === publisher.role);
  return isPublisher ? undefined : { verdict: 'forbidden', code: 'type-not-allowed' };
}

function isTimely(time: string | undefined, { now, retentionMs }: VerdictContext): boolean {
  if (time === undefined) return true;
  const instant = Date.parse(time);
  return instant <= now + MAX_AHEAD_MS && instant >= now - retentionMs;
}

function hasNote({ data }: PartnerEvent): boolean {
  return 'note' in data;
}

/** Writes the event anew: sorted keys, its own time in UTC, and nothing that the schema does not know. */
function clear(event: PartnerEvent, { fingerprintOf }: VerdictContext): ClearedEvent {
  const { source, id, type, subject, time, data } = event;
  const canonicalData = canonicalize(data);
  const decided = {
    ...(subject === undefined ? {} : { subject }),
    ...(time === undefined ? {} : { time: new Date(time).toISOString() }),
  };
  return {
    source,
    eventId: id,
    type,
    ...decided,
    data: JSON.parse(canonicalData) as PartnerEvent['data'],
    fingerprint: fingerprintOf(`${type}\n${canonicalize(decided)}\n${canonicalData}`),
  };
}
