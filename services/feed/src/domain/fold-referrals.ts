import type { HavreEvent } from '@havre/events';
import type { Entry } from './feed-event.js';
import { isReferralFact, projectReferral, type Projection } from './project-referral.js';
import type { ReferralFile } from './referral-view.js';
import { claimedHold, settleArrival, type ArrivalClaim } from './settle-arrival.js';

/** How far an arrival has come: `claimed` by the provider, `occupied` for the ledger, `settled` when both have spoken. */
export type ArrivalState = 'open' | 'claimed' | 'occupied' | 'settled';

/** What a batch makes of the referrals that it is about. */
export interface FoldedReferrals {
  /** The files that changed. */
  readonly changed: readonly ReferralFile[];
  readonly entries: readonly Entry[];
  /** What providers said at their doors and the ledger has not counted yet, by hold; the last word counts. */
  readonly claims: ReadonlyMap<string, ArrivalClaim>;
  /** The holds whose arrival the department has now been told. */
  readonly settled: ReadonlySet<string>;
}

/** The events that change a referral's file or may do so. */
export function isAboutReferral(event: HavreEvent): boolean {
  return isReferralFact(event) || event.type === 'havre.referral.arrived.v1';
}

/** The holds whose occupation decides what the arrivals of a batch are worth. */
export function holdsAtTheDoor(
  files: ReadonlyMap<string, ReferralFile>,
  events: readonly HavreEvent[],
): readonly string[] {
  const arrived = new Set(
    events.filter(({ type }) => type === 'havre.referral.arrived.v1').map(({ subject }) => subject),
  );
  const known = [...arrived].flatMap((id) => Object.values(files.get(id)?.providers ?? {}));
  const offered = events.flatMap((event) =>
    event.type === 'havre.referral.offered.v1' && arrived.has(event.subject) ? [event.data.holdId] : [],
  );
  return [...new Set([...known.map(({ holdId }) => holdId), ...offered])];
}

/** Applies the events of a batch, in order, to the files of their referrals. */
export function foldReferrals(
  files: ReadonlyMap<string, ReferralFile>,
  events: readonly HavreEvent[],
  arrivals: ReadonlyMap<string, ArrivalState>,
): FoldedReferrals {
  const current = new Map(files);
  const changed = new Set<string>();
  const claims = new Map<string, ArrivalClaim>();
  const settled = new Set<string>();
  const entries: Entry[] = [];
  const take = (projection: Projection): void => {
    entries.push(...projection.entries);
    if (projection.file === undefined) return;
    current.set(projection.file.referralId, projection.file);
    changed.add(projection.file.referralId);
  };
  for (const event of events) {
    const file = current.get(event.subject);
    if (isReferralFact(event)) take(projectReferral(file, event));
    if (event.type !== 'havre.referral.arrived.v1' || file === undefined) continue;
    const hold = claimedHold(file, event);
    // The same door may say it twice; the department is told once.
    if (hold === undefined || settled.has(hold) || arrivals.get(hold) === 'settled') continue;
    if (arrivals.get(hold) === 'occupied') {
      take(settleArrival(file, event));
      settled.add(hold);
    } else {
      claims.set(hold, event);
    }
  }
  return { changed: [...changed].flatMap((id) => current.get(id) ?? []), entries, claims, settled };
}
