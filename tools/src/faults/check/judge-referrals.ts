import type { Evidence, Finding } from './evidence.js';

/** Where a referral may rest: at its end, in the line, or in front of a person. */
const AT_REST: ReadonlySet<string> = new Set([
  'completed',
  'not-arrived',
  'withdrawn',
  'unplaced',
  'waitlisted',
  'needs-attention',
]);

export function isAtRest(state: string): boolean {
  return AT_REST.has(state);
}

/** No referral without an end, and nothing left on the way. */
export function judgeReferrals({ tables }: Evidence): readonly Finding[] {
  const { referrals, parked, unrelayed } = tables;
  return [
    ...referrals
      .filter(({ state }) => !isAtRest(state))
      .map(({ id, state }): Finding => ({ kind: 'no-end', what: `still ${state}`, subject: id })),
    ...leftOver('records put aside', parked),
    ...leftOver('events that were never relayed', unrelayed),
  ];
}

function leftOver(what: string, count: number): readonly Finding[] {
  return count === 0 ? [] : [{ kind: 'left-over', what, subject: 'tables', count }];
}
