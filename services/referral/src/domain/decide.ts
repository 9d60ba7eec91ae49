import { perform } from './actions.js';
import { CONDITIONS, waitLimitAt } from './conditions.js';
import { Draft } from './draft.js';
import type { Effect } from './effects.js';
import { limitFor, type Limits } from './limits.js';
import { judgeCode } from './judge-code.js';
import type { InputName, PartnerInput, ReferralInput } from './referral-input.js';
import { hasEnded, hasEndedState, isInside, type Referral } from './referral.js';
import type { Request } from './request.js';
import { lateness, refusalOf } from './authority.js';
import { linesFor, OPENING_LINE, type Transition } from './transitions.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Why the answer of a partner has no effect. */
export type Refusal =
  'too-late' | 'wrong-code' | 'too-many-attempts' | 'unknown-subject' | 'not-in-this-state' | 'withdrawn';

/** What an input leads to. `isSeeking`: the referral has no place, match it and decide again. */
export type Decision =
  | {
      readonly outcome: 'applied';
      readonly referral: Referral;
      readonly effects: readonly Effect[];
      readonly isSeeking: boolean;
    }
  /** `referral`: what the refusal itself leaves behind, when it leaves anything. */
  | { readonly outcome: 'refused'; readonly reason: Refusal; readonly referral?: Referral }
  | { readonly outcome: 'ignored' };

/** What a new referral starts from. */
export interface Opening {
  readonly id: string;
  readonly intakeId: string;
  readonly needIndex: number;
  readonly publisher: string;
  readonly request: Request;
  readonly code: string;
}

/** Opens the referral of one need. It has no place yet: match it. */
export function open(
  opening: Opening,
  now: number,
  limits: Limits,
): Decision & { readonly outcome: 'applied' } {
  const referral: Referral = {
    ...opening,
    state: 'requested',
    reason: null,
    isUrgent: false,
    attempts: 0,
    offers: 0,
    hold: null,
    inside: null,
    passed: [],
    asked: [],
    fits: 0,
    openedAt: now,
    waitsSince: now,
    since: now,
    looks: 0,
    lookAt: null,
  };
  const draft = new Draft(referral, null, 'requested', now, limits);
  follow(OPENING_LINE, draft);
  return { outcome: 'applied', referral: draft.referral, effects: draft.effects, isSeeking: draft.isSeeking };
}

/** Decides what an input does to a referral, by the table of transitions. Pure: `now` is an instant in epoch milliseconds. */
export function decide(referral: Referral, input: ReferralInput, now: number, limits: Limits): Decision {
  const refused = 'answer' in input ? refuse(referral, input, now, limits) : null;
  if (refused !== null) return refused;
  const line = lineFor(referral, input.on, input, limits);
  if (line === undefined) return 'answer' in input ? refusedIn(referral) : { outcome: 'ignored' };
  const draft = new Draft(referral, input, line.to === 'same' ? referral.state : line.to, now, limits);
  follow(line, draft);
  if (draft.isSeeking) {
    const cap = lineFor(draft.referral, 'seeking', input, limits);
    if (cap !== undefined) {
      draft.isSeeking = false;
      draft.to = cap.to === 'same' ? draft.to : cap.to;
      follow(cap, draft);
    }
  }
  return { outcome: 'applied', referral: draft.referral, effects: draft.effects, isSeeking: draft.isSeeking };
}

/** Who may not say this, or did not say the code. Null: they may. */
function refuse(referral: Referral, input: PartnerInput, now: number, limits: Limits): Decision | null {
  const reason = refusalOf(referral, input);
  if (reason !== null) return { outcome: 'refused', reason };
  const atTheDoor = input.on === 'arrived' ? judgeCode(referral, input.code, now, limits) : null;
  return atTheDoor === null ? null : { outcome: 'refused', ...atTheDoor };
}

/** What the clock does next to a referral, and when, in epoch milliseconds. No referral is without. */
export interface Due {
  readonly at: number;
  readonly what: 'look' | 'wait-limit' | 'completion-due' | 'ending-soon' | 'ledger-silent' | 'forget';
}

/** When the clock next has something to do with a referral. */
export function dueOf(referral: Referral, limits: Limits): Due {
  const { state } = referral;
  if (hasEndedState(state)) return { at: referral.since + limits.retentionDays * DAY_MS, what: 'forget' };
  switch (state) {
    case 'requested':
    case 'offered':
    case 'accepted':
      return whileHolding(referral, limits);
    case 'arrived':
      return whileInside(referral, limits);
    case 'waitlisted':
    case 'needs-attention':
      return whileWaiting(referral, limits);
  }
}

/** What the clock does to a referral now; null when nothing is due. The end of waiting goes before one more look. */
export function dueNow(referral: Referral, now: number, limits: Limits): Due['what'] | null {
  const due = dueOf({ ...referral, lookAt: null }, limits);
  if (due.at <= now) return due.what;
  return referral.lookAt !== null && referral.lookAt <= now ? 'look' : null;
}

/** True of a referral that a place that frees up may be offered to. */
export function isInLine(referral: Referral): boolean {
  return (
    referral.state === 'waitlisted' ||
    (referral.state === 'needs-attention' && referral.reason === 'all-stale')
  );
}

function whileHolding(referral: Referral, limits: Limits): Due {
  const { hold } = referral;
  const silent: Due = { at: heardBy(referral, limits), what: 'ledger-silent' };
  if (hold?.warnAt === undefined || hold.warnAt > silent.at) return silent;
  return { at: hold.warnAt, what: 'ending-soon' };
}

function whileInside(referral: Referral, limits: Limits): Due {
  const completes: Due = { at: staysUntil(referral, limits), what: 'completion-due' };
  if (referral.hold?.phase !== 'occupying') return completes;
  const silent: Due = { at: heardBy(referral, limits), what: 'ledger-silent' };
  return silent.at < completes.at ? silent : completes;
}

/** By when the ledger has answered what it was asked, or has said that the time of the hold is over. */
function heardBy({ hold, since }: Referral, { silenceMinutes }: Limits): number {
  const isAnswered = hold?.phase === 'placed' || hold?.phase === 'confirmed';
  const from = isAnswered ? hold.expiresAt : hold?.askedAt;
  return (from ?? since) + silenceMinutes * MINUTE_MS;
}

function whileWaiting(referral: Referral, limits: Limits): Due {
  const limitAt = waitLimitAt(referral, limits);
  if (referral.lookAt !== null && referral.lookAt < limitAt) return { at: referral.lookAt, what: 'look' };
  return referral.state === 'needs-attention' && isInside(referral)
    ? { at: Math.max(limitAt, staysUntil(referral, limits)), what: 'completion-due' }
    : { at: Math.max(limitAt, referral.since), what: 'wait-limit' };
}

/** When a household that is inside counts as served, counted from the state that it is in. */
function staysUntil({ since, request }: Referral, limits: Limits): number {
  return since + limitFor(limits.arrivedCompletesHours, request.need.kind) * HOUR_MS;
}

function follow(line: Transition, draft: Draft): void {
  for (const action of line.does) perform(action, draft);
  draft.enter(draft.to);
}

function lineFor(
  referral: Referral,
  on: InputName,
  input: ReferralInput,
  limits: Limits,
): Transition | undefined {
  return linesFor(referral.state, on).find(
    ({ when }) => when === undefined || CONDITIONS[when](referral, input, limits),
  );
}

function refusedIn(referral: Referral): Decision {
  const reason = hasEnded(referral) ? lateness(referral) : 'not-in-this-state';
  return { outcome: 'refused', reason };
}
