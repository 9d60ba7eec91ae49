import type { EventType } from '@havre/events';

/** What `referral` and `capacity` say to one another about holds: no partner is shown it, and nothing here follows from it. */
export const UNSHOWN_TYPES: readonly EventType[] = [
  'havre.hold.requested.v1',
  'havre.hold.confirmation-requested.v1',
  'havre.hold.occupation-requested.v1',
  'havre.hold.release-requested.v1',
  'havre.hold.placed.v1',
  'havre.hold.refused.v1',
  'havre.hold.confirmed.v1',
  'havre.hold.released.v1',
  'havre.hold.expired.v1',
];
