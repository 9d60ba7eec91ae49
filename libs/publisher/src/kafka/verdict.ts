import type { FeedEvent } from '../client/feed-client.js';

/** Where a sealed event stood on its topic. */
export interface Position {
  readonly partition: number;
  readonly offset: string;
}

/** What the gate said of one sealed event. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly receipt: string; readonly subject: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unopened' };

/** The neutral answer: the same for policy, schema and what cannot be read. */
const NOT_ROUTABLE = 'not-routable';

/** The verdict that an entry of the feed carries for one publisher, undefined when it carries none. */
export function readVerdict(
  { type, data }: FeedEvent,
  publisher: string,
): { readonly position: Position; readonly verdict: Verdict } | undefined {
  const position = readPosition(data['position']);
  const verdict = verdictOf(type, data);
  if (position === undefined || verdict === undefined || data['publisher'] !== publisher) return undefined;
  return { position, verdict };
}

function verdictOf(type: string, { receipt, subject, code }: FeedEvent['data']): Verdict | undefined {
  switch (type) {
    case 'havre.event.accepted.v1':
      return { kind: 'accepted', receipt: String(receipt), subject: String(subject) };
    case 'havre.event.not-routable.v1':
      return { kind: 'refused', code: typeof code === 'string' ? code : NOT_ROUTABLE };
    case 'havre.event.unopened.v1':
      return { kind: 'unopened' };
    default:
      return undefined;
  }
}

function readPosition(value: unknown): Position | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { partition, offset } = value as { readonly partition?: unknown; readonly offset?: unknown };
  return typeof partition === 'number' && typeof offset === 'string' ? { partition, offset } : undefined;
}
