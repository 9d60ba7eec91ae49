import type { EventData, NeedKind, Priority } from '@havre/events';

type Offered = EventData<'havre.referral.offered.v1'>;

/** Where a referral stands, as its department sees it. */
export type ReferralState =
  | 'requested'
  | 'offered'
  | 'accepted'
  | 'arrived'
  | 'waitlisted'
  | 'needs-attention'
  | 'completed'
  | 'not-arrived'
  | 'withdrawn'
  | 'unplaced';

/** Where an offer stands, as its provider sees it. `ended`: it no longer stands, `reason` says why. */
export type OfferState =
  'offered' | 'accepted' | 'arrived' | 'completed' | 'not-arrived' | 'withdrawn' | 'declined' | 'ended';

/** Which place it is, as far as its kind does not say. */
export type PlaceDetails = Pick<Offered, 'sleeps' | 'date' | 'time' | 'opensAt'>;

/** The place that a department is told about. */
export interface OfferedPlace extends PlaceDetails {
  readonly serviceId: string;
  readonly provider: string;
  readonly unitType: Offered['unitType'];
  readonly quantity: number;
  /** When the provider's time to answer ends. */
  readonly expiresAt: string;
  /** Until when an accepted place is kept. */
  readonly keptUntil?: string;
}

/** A referral as the department that published its intake sees it. */
export interface DepartmentView {
  readonly referralId: string;
  readonly intakeId: string;
  readonly kind: NeedKind;
  readonly needIndex?: number;
  readonly priority?: Priority;
  readonly state: ReferralState;
  /** Why it waits, needs a person or was not placed. */
  readonly reason?: string;
  /** Who ended it. */
  readonly endedBy?: EventData<'havre.referral.closed.v1'>['by'];
  /** When the state was entered. */
  readonly since: string;
  /** To be said at the door; known to the department and to nobody else. */
  readonly code?: string;
  readonly place?: OfferedPlace;
  /** Where the household is while another place is sought for it, until it arrives there. */
  readonly inside?: OfferedPlace;
  /** Services to ring, the most promising first, when their counts are too old. */
  readonly toRing?: readonly string[];
}

/** Whom a provider is asked to take in; gone from the view once the offer is. */
export type OfferedHousehold = Pick<
  Offered,
  'household' | 'language' | 'interpreter' | 'accessibility' | 'pets' | 'phrases'
>;

/** A referral as a provider that was offered it sees it. Never the code: the household says it. */
export interface ProviderView extends PlaceDetails {
  readonly referralId: string;
  readonly kind: NeedKind;
  /** The department to call. */
  readonly department: string;
  readonly serviceId: string;
  readonly holdId: string;
  readonly unitType: Offered['unitType'];
  readonly quantity: number;
  readonly state: OfferState;
  readonly reason?: string;
  readonly since: string;
  readonly expiresAt: string;
  readonly keptUntil?: string;
  readonly request?: OfferedHousehold;
  /** The household is in another service of the same provider, which knows of it until the move. */
  readonly inside?: Omit<ProviderView, 'inside'>;
}

/** All that the feed keeps of one referral: a view for the department, and one for each provider that was asked. */
export interface ReferralFile {
  readonly referralId: string;
  /** The department, by its `source`. */
  readonly publisher: string;
  readonly department: DepartmentView;
  /** By the provider's `source`. */
  readonly providers: Readonly<Record<string, ProviderView>>;
}

const ENDED: readonly ReferralState[] = ['completed', 'not-arrived', 'withdrawn', 'unplaced'];

/** True once a referral has come to an end, which it may leave again when it is reopened. */
export function hasEnded(state: ReferralState): boolean {
  return ENDED.includes(state);
}
