import { open, type Decision } from '../decide.js';
import { decide } from '../decide.js';
import type { Emission } from '../effects.js';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { match } from '../matching.js';
import { profileOf } from '../profile.js';
import type { ReferralInput } from '../referral-input.js';
import type { Answer, Referral } from '../referral.js';
import { city, HOUR, MINUTE, NOW, outlook, request } from './city.js';

export const DEPARTMENT = '/departments/accueil';
export const PROVIDER = '/providers/refuge';
export const STRANGER = '/providers/stranger';
export const REFERRAL_ID = '0198c0de-0002-5000-8000-000000000002';
export const INTAKE_ID = '0198c0de-0001-7000-8000-000000000001';
export const HOLD_ID = '0198c0de-0003-5000-8000-000000000003';
export const CODE = 'lampe jardin 42';
export const EXPIRES = NOW + 15 * MINUTE;
export const KEPT_UNTIL = NOW + 90 * MINUTE;

const REFUGE = city({ id: 'refuge-lits', provider: PROVIDER });

export function answer(type: Answer['type'], publisher: string = PROVIDER): Answer {
  return { receipt: '0198c0de-0004-7000-8000-000000000004', type, publisher };
}

/** What matching gives a referral: one bed at the refuge. */
export function matched(
  directory = REFUGE,
  holdId: string = HOLD_ID,
): Extract<ReferralInput, { on: 'matched' }> {
  const [candidate] = match(profileOf(request(), REFERRAL_ID), directory, outlook()).suitable;
  if (candidate === undefined) throw new Error('the city of this test has no place');
  return { on: 'matched', candidate, holdId, fits: 1 };
}

export const INPUTS = {
  placed: { on: 'hold-placed', at: NOW, expiresAt: EXPIRES },
  confirmed: { on: 'hold-confirmed', at: NOW, expiresAt: KEPT_UNTIL },
  occupied: { on: 'hold-occupied', at: NOW },
  released: { on: 'hold-released', at: NOW },
  gone: { on: 'hold-refused', at: NOW, reason: 'gone' },
  full: { on: 'hold-refused', at: NOW, reason: 'full' },
  offerExpired: { on: 'hold-expired', at: NOW, phase: 'offer' },
  journeyExpired: { on: 'hold-expired', at: NOW, phase: 'journey' },
  accepted: { on: 'accepted', answer: answer('havre.referral.accepted.v1') },
  arrived: { on: 'arrived', answer: answer('havre.referral.arrived.v1'), code: CODE },
  returned: { on: 'returned', answer: answer('havre.referral.returned.v1'), reason: 'damage' },
  completed: { on: 'completed', answer: answer('havre.referral.completed.v1') },
  notArrived: { on: 'not-arrived', answer: answer('havre.referral.not-arrived.v1') },
  withdrawn: { on: 'withdrawn', answer: answer('havre.referral.withdrawn.v1', DEPARTMENT) },
  reopened: { on: 'reopened', answer: answer('havre.referral.reopened.v1', DEPARTMENT) },
  transfer: {
    on: 'transfer-requested',
    answer: answer('havre.referral.transfer-requested.v1', DEPARTMENT),
    reason: 'better-fit',
  },
  endingSoon: { on: 'ending-soon' },
  lookedAtAgain: { on: 'looked-at-again', decision: 'decision-1' },
  closedByPerson: { on: 'closed-by-person', decision: 'decision-2' },
  allFull: { on: 'no-place', reason: 'all-full', fits: 2, asksFrom: null },
  allStale: { on: 'no-place', reason: 'all-stale', fits: 2, asksFrom: null },
  noneExists: { on: 'no-place', reason: 'none-exists', fits: 0, asksFrom: null },
  closed: { on: 'service-closed' },
  completionDue: { on: 'completion-due' },
  silent: { on: 'ledger-silent' },
  waitLimit: { on: 'wait-limit' },
  discarded: { on: 'discarded' },
} as const satisfies Readonly<Record<string, ReferralInput>>;

/** A referral that was just opened. */
export function opened(limits: Limits = DEFAULT_LIMITS): Referral {
  const opening = {
    id: REFERRAL_ID,
    intakeId: INTAKE_ID,
    needIndex: 0,
    publisher: DEPARTMENT,
    request: request(),
    code: CODE,
  };
  return open(opening, NOW, limits).referral;
}

/** A referral to which all of this happened, each of which must apply. */
export function after(...inputs: readonly ReferralInput[]): Referral {
  return inputs.reduce(
    (referral, input) => applied(decide(referral, input, NOW, DEFAULT_LIMITS)).referral,
    opened(),
  );
}

export const REQUESTED = (): Referral => after(matched());
export const OFFERED = (): Referral => after(matched(), INPUTS.placed);
export const ACCEPTED = (): Referral => after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.confirmed);
export const ARRIVED = (): Referral =>
  after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.confirmed, INPUTS.arrived, INPUTS.occupied);

export const FOYER = '/providers/foyer';
export const SECOND_HOLD_ID = '0198c0de-0003-5000-8000-000000000009';

/** One bed at another house. */
export const matchedElsewhere = (holdId = SECOND_HOLD_ID): Extract<ReferralInput, { on: 'matched' }> =>
  matched(city({ id: 'foyer-lits', provider: FOYER }), holdId);

/** What the other house says. */
export const ofFoyer = <T extends ReferralInput & { readonly answer: Answer }>(input: T): T => ({
  ...input,
  answer: { ...input.answer, publisher: FOYER },
});

/** A household that is inside the refuge while a place elsewhere is sought for it. */
export const TRANSFERRING = (...inputs: readonly ReferralInput[]): Referral =>
  [INPUTS.transfer, ...inputs].reduce(
    (referral, input) => applied(decide(referral, input, NOW, DEFAULT_LIMITS)).referral,
    ARRIVED(),
  );

/** The decision, which must have been to apply. */
export function applied(decision: Decision): Extract<Decision, { outcome: 'applied' }> {
  if (decision.outcome !== 'applied') throw new Error(`expected to apply, was ${decision.outcome}`);
  return decision;
}

/** What happens when an input meets a referral, in a form that reads well in a test. */
export function when(referral: Referral, input: ReferralInput, limits: Limits = DEFAULT_LIMITS, now = NOW) {
  const decision = decide(referral, input, now, limits);
  if (decision.outcome !== 'applied') {
    return { outcome: decision.outcome === 'refused' ? decision.reason : decision.outcome };
  }
  const emitted = decision.effects.filter((effect): effect is Emission => effect.effect === 'emit');
  return {
    outcome: 'applied' as const,
    state: decision.referral.state,
    isSeeking: decision.isSeeking,
    referral: decision.referral,
    events: emitted.map(({ type }) => type.replace(/^havre\./, '').replace(/\.v1$/, '')),
    data: (type: string) => emitted.find((event) => event.type === `havre.${type}.v1`)?.data,
    flags: decision.effects.flatMap((effect) => (effect.effect === 'flag' ? [effect.flag] : [])),
  };
}

export { HOUR, MINUTE, NOW };
