import type { HavreEvent } from '@havre/events';
import { entryFor } from './feed-event.js';
import { moved, withOffer, type Projection } from './referral-file.js';
import type { ProviderView, ReferralFile, ReferralState } from './referral-view.js';

/** A provider says that the household is at its door. */
export type ArrivalClaim = HavreEvent<'havre.referral.arrived.v1'>;

/**
 * The hold that an arrival is about, when the provider was offered this referral and did not say another household's
 * code. It is a claim until the ledger counts the hold as occupied: only then is the department told.
 */
export function claimedHold(file: ReferralFile | undefined, claim: ArrivalClaim): string | undefined {
  const offer = file?.providers[claim.source];
  if (file === undefined || offer === undefined) return undefined;
  const { code } = claim.data;
  if (code !== undefined && file.department.code !== undefined && !sounds(code, file.department.code)) {
    return undefined;
  }
  return offer.holdId;
}

/** The same code however it was written down: case, accents, spaces and hyphens do not count. */
function sounds(said: string, code: string): boolean {
  const fold = (text: string): string =>
    text
      .normalize('NFKD')
      .replaceAll(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase();
  return fold(said) === fold(code);
}

function placeOf(provider: string, view: ProviderView): NonNullable<ReferralFile['department']['place']> {
  const { serviceId, unitType, quantity, sleeps, date, time, opensAt, expiresAt, keptUntil } = view;
  return {
    serviceId,
    provider,
    unitType,
    quantity,
    ...(sleeps === undefined ? {} : { sleeps }),
    ...(date === undefined ? {} : { date }),
    ...(time === undefined ? {} : { time }),
    ...(opensAt === undefined ? {} : { opensAt }),
    expiresAt,
    ...(keptUntil === undefined ? {} : { keptUntil }),
  };
}

/** States that an arrival leads on from; the others have heard of it already. */
const BEFORE_ARRIVAL: readonly ReferralState[] = ['offered', 'accepted', 'not-arrived'];

/** Late, after a transfer that came to nothing, the household is at the second door while it is still at the first. */
function leadsToArrival({ department }: ReferralFile, provider: string): boolean {
  const { state, inside } = department;
  return (
    BEFORE_ARRIVAL.includes(state) ||
    (state === 'requested' && inside !== undefined && inside.provider !== provider)
  );
}

/**
 * The claim and the ledger agree: the household is in, and the department is told. What has happened to the referral
 * since is kept: the ledger's word may be read late.
 */
export function settleArrival(file: ReferralFile, claim: ArrivalClaim): Projection {
  const offer = file.providers[claim.source];
  const entries = [entryFor(file.publisher, claim)];
  if (offer === undefined || !leadsToArrival(file, claim.source)) return { file, entries };
  const place = placeOf(claim.source, offer);
  const department = moved(file.department, 'arrived', claim.time, { place });
  return { file: withOffer({ ...file, department }, claim.source, 'arrived', claim.time), entries };
}
