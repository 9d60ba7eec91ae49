import { localDate } from './local-time.js';
import { hasEndedState, type EndedState, type Referral } from './referral.js';

/** How many referrals ended in the same way on one local day, for one kind of need and one area of the city. */
export interface OutcomeCount {
  /** `YYYY-MM-DD` on the city's clock: the day of the end. */
  readonly day: string;
  readonly kind: string;
  /** Empty when the intake named none. */
  readonly area: string;
  readonly outcome: EndedState;
  readonly count: number;
}

/** Counts referrals that have ended; the others are left out. Sorted, so that replicas write in one order. */
export function countOutcomes(referrals: readonly Referral[], zone: string): readonly OutcomeCount[] {
  const counts = new Map<string, OutcomeCount>();
  for (const { state, since, request } of referrals) {
    if (!hasEndedState(state)) continue;
    const day = localDate(zone, since);
    const { kind } = request.need;
    const area = request.area ?? '';
    const key = [day, kind, area, state].join(' ');
    counts.set(key, { day, kind, area, outcome: state, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, count]) => count);
}
