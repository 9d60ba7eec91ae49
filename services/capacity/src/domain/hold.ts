export type HoldState = 'placed' | 'confirmed' | 'occupied' | 'released' | 'expired' | 'refused';

/** Why places could not be held or kept. */
export type RefusalReason =
  'full' | 'unknown-unit' | 'report-expired' | 'closed' | 'share-cap' | 'need-cap' | 'gone';

/** Places kept for somebody the ledger knows nothing of. Instants are milliseconds of the database's clock. */
export interface Hold {
  readonly holdId: string;
  readonly serviceId: string;
  readonly unitKey: string;
  /** 1..20, together or not at all. */
  readonly quantity: number;
  /** Department that published the need; counts against its share of the service. */
  readonly publisher: string;
  readonly state: HoldState;
  /** Set exactly when the state is `refused`, so that whoever asks again hears the same reason. */
  readonly refusal: RefusalReason | null;
  /** End of the offer, as first answered. */
  readonly offerExpiresAt: number | null;
  /** End of the offer while `placed`, of the journey while `confirmed`. */
  readonly expiresAt: number | null;
  /** From when the journey's time runs: the acceptance, or the opening when the place opens later. */
  readonly journeyFrom: number | null;
  readonly occupiedAt: number | null;
  /** When those who had occupied the places left them. */
  readonly leftAt: number | null;
  /** When the hold last stopped or ended: occupied, released, expired or refused. */
  readonly settledAt: number | null;
}

/** Whether the places of a hold count as held. */
export function isLive({ state }: Hold): boolean {
  return state === 'placed' || state === 'confirmed';
}

/** Whether the time of a live hold has run out. */
export function isDue(hold: Hold, now: number): boolean {
  return isLive(hold) && hold.expiresAt !== null && hold.expiresAt <= now;
}
