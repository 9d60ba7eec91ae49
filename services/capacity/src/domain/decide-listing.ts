import type { ServiceKind } from './freshness.js';
import type { OpeningHours } from './opening-hours.js';
import type { Listing, ServiceLimits } from './service-view.js';

/** What a provider says of its service in the directory. */
export type DirectoryStatement =
  | {
      readonly kind: 'list';
      readonly source: string;
      readonly serviceKind: ServiceKind;
      readonly opening: OpeningHours | null;
      readonly limits?: ServiceLimits;
    }
  | { readonly kind: 'delist'; readonly source: string };

export type ListingDecision =
  | { readonly outcome: 'applied'; readonly listing: Listing }
  | { readonly outcome: 'refused'; readonly reason: 'unknown-subject' };

/** Whoever lists a service first owns it; nobody else is told that it exists, even after it was delisted. */
export function decideListing(current: Listing | null, statement: DirectoryStatement): ListingDecision {
  const isOwner = current?.owner === statement.source;
  switch (statement.kind) {
    case 'list': {
      if (current !== null && !isOwner) return { outcome: 'refused', reason: 'unknown-subject' };
      const { source: owner, serviceKind: kind, opening, limits } = statement;
      const listing = { owner, isListed: true, kind, opening, ...(limits !== undefined && { limits }) };
      return { outcome: 'applied', listing };
    }
    case 'delist':
      if (current === null || !isOwner) return { outcome: 'refused', reason: 'unknown-subject' };
      return { outcome: 'applied', listing: { ...current, isListed: false } };
  }
}
