import type { ActionName } from './actions.js';
import type { ConditionName } from './conditions.js';
import type { InputName } from './referral-input.js';
import { ENDED_STATES, type ReferralState } from './referral.js';

/** One line of the table: in these states, on this input, when the condition holds, do this and be there. */
export interface Transition {
  readonly on: InputName;
  /** Empty: the referral does not exist yet. */
  readonly from: readonly ReferralState[];
  readonly when?: ConditionName;
  readonly to: ReferralState | 'same';
  readonly does: readonly ActionName[];
}

const LIVE = ['requested', 'offered', 'accepted', 'arrived', 'waitlisted', 'needs-attention'] as const;
const WITHOUT_PLACE = ['requested', 'waitlisted', 'needs-attention'] as const;
const WITH_OFFER = ['offered', 'accepted'] as const;

/** The line that opens a referral. */
export const OPENING_LINE: Transition = {
  on: 'received',
  from: [],
  to: 'requested',
  does: ['announce-opened', 'seek'],
};

/**
 * The life of a referral. The first line that applies counts. An input without a line is `not-applied` when a partner
 * sent it, and without effect when one of our own services did.
 */
export const TRANSITIONS: readonly Transition[] = [
  OPENING_LINE,
  {
    on: 'seeking',
    from: ['requested'],
    when: 'loop-cap-reached',
    to: 'needs-attention',
    does: ['ask-loop-cap'],
  },

  { on: 'matched', from: WITHOUT_PLACE, to: 'requested', does: ['request-hold'] },
  {
    on: 'no-place',
    from: WITHOUT_PLACE,
    when: 'safety-at-stake',
    to: 'needs-attention',
    does: ['ask-safety'],
  },
  {
    on: 'no-place',
    from: WITHOUT_PLACE,
    when: 'none-exists-inside',
    to: 'needs-attention',
    does: ['ask-inside'],
  },
  { on: 'no-place', from: WITHOUT_PLACE, when: 'none-exists', to: 'unplaced', does: ['announce-unplaced'] },
  { on: 'no-place', from: WITHOUT_PLACE, when: 'all-stale', to: 'needs-attention', does: ['ask-stale'] },
  { on: 'no-place', from: WITHOUT_PLACE, to: 'waitlisted', does: ['wait'] },

  {
    on: 'hold-placed',
    from: ['requested'],
    when: 'is-automatic',
    to: 'accepted',
    does: ['offer', 'confirm'],
  },
  { on: 'hold-placed', from: ['requested'], to: 'offered', does: ['offer'] },
  { on: 'hold-placed', from: ENDED_STATES, to: 'same', does: ['release-stray'] },

  { on: 'hold-refused', from: ['requested'], to: 'same', does: ['pass-refused', 'drop-hold', 'seek'] },
  {
    on: 'hold-refused',
    from: ['accepted'],
    when: 'is-confirming',
    to: 'requested',
    does: ['tell-too-late', 'end-offer-expired', 'pass-expired', 'drop-hold', 'seek'],
  },
  {
    on: 'hold-refused',
    from: ['accepted'],
    when: 'is-prolonging',
    to: 'same',
    does: ['tell-too-late', 'keep-place'],
  },
  {
    on: 'hold-refused',
    from: ['arrived'],
    when: 'awaits-confirmation',
    to: 'same',
    does: ['note-confirmation'],
  },
  {
    on: 'hold-refused',
    from: ['arrived'],
    when: 'is-occupying',
    to: 'requested',
    does: ['tell-no-place', 'end-offer-expired', 'pass-refused', 'drop-hold', 'send-on', 'seek'],
  },

  { on: 'hold-confirmed', from: ['accepted'], to: 'same', does: ['confirm-place'] },
  { on: 'hold-confirmed', from: ['arrived'], to: 'same', does: ['note-confirmation'] },
  { on: 'hold-occupied', from: ['arrived'], to: 'same', does: ['count-in', 'free-inside'] },

  // Nobody here asked for it: an operator has discarded what the ledger was to do.
  {
    on: 'hold-released',
    from: ['requested', 'offered', 'accepted'],
    to: 'needs-attention',
    does: ['end-offer-withdrawn', 'drop-hold', 'ask-discarded'],
  },
  { on: 'hold-released', from: ['arrived'], to: 'needs-attention', does: ['ask-discarded'] },

  { on: 'hold-expired', from: ['requested'], to: 'same', does: ['pass-expired', 'drop-hold', 'seek'] },
  {
    on: 'hold-expired',
    from: ['offered'],
    to: 'requested',
    does: ['end-offer-expired', 'pass-expired', 'flag-unanswered', 'drop-hold', 'seek'],
  },
  {
    on: 'hold-expired',
    from: ['accepted'],
    when: 'expired-in-offer',
    to: 'requested',
    does: ['tell-too-late', 'end-offer-expired', 'pass-expired', 'drop-hold', 'seek'],
  },
  { on: 'hold-expired', from: ['accepted'], to: 'not-arrived', does: ['end-hold', 'close-by-system'] },

  { on: 'accepted', from: ['offered'], to: 'accepted', does: ['confirm'] },
  { on: 'accepted', from: ['accepted'], when: 'is-kept', to: 'same', does: ['prolong'] },
  {
    on: 'declined',
    from: WITH_OFFER,
    to: 'requested',
    does: ['release-declined', 'pass-declined', 'flag-declined', 'drop-hold', 'seek'],
  },
  { on: 'arrived', from: WITH_OFFER, to: 'arrived', does: ['occupy'] },
  { on: 'arrived', from: ['not-arrived'], to: 'arrived', does: ['occupy'] },
  {
    on: 'returned',
    from: WITH_OFFER,
    to: 'requested',
    does: ['release', 'end-offer-returned', 'pass-returned', 'drop-hold', 'send-on', 'seek'],
  },
  { on: 'returned', from: ['arrived'], to: 'needs-attention', does: ['ask-inside'] },
  { on: 'completed', from: ['arrived'], to: 'completed', does: ['close-by-provider'] },
  {
    on: 'completed',
    from: ['needs-attention'],
    when: 'is-inside',
    to: 'completed',
    does: ['close-by-provider'],
  },
  {
    on: 'not-arrived',
    from: ['accepted'],
    to: 'not-arrived',
    does: ['release', 'end-hold', 'close-by-provider'],
  },

  {
    on: 'withdrawn',
    from: LIVE,
    to: 'withdrawn',
    does: ['release', 'end-offer-withdrawn', 'end-hold', 'free-inside', 'close-by-department'],
  },
  { on: 'reopened', from: ['arrived'], to: 'requested', does: ['start-over', 'keep-inside', 'seek'] },
  { on: 'reopened', from: ['needs-attention'], to: 'requested', does: ['start-over', 'keep-inside', 'seek'] },
  {
    on: 'reopened',
    from: ['completed', 'not-arrived', 'withdrawn', 'unplaced'],
    to: 'requested',
    does: ['start-over', 'drop-hold', 'seek'],
  },
  { on: 'corrected', from: ['arrived'], to: 'same', does: ['replace-request'] },
  { on: 'corrected', from: ['needs-attention'], when: 'is-inside', to: 'same', does: ['replace-request'] },
  {
    on: 'corrected',
    from: ['requested', ...WITH_OFFER],
    when: 'keeps-offer',
    to: 'same',
    does: ['replace-request'],
  },
  {
    on: 'corrected',
    from: ['requested', ...WITH_OFFER, 'waitlisted', 'needs-attention'],
    to: 'requested',
    does: ['release', 'end-offer-corrected', 'drop-hold', 'replace-request', 'forget-passed', 'seek'],
  },

  {
    on: 'service-closed',
    from: ['requested', ...WITH_OFFER],
    to: 'requested',
    does: ['release', 'end-offer-returned', 'pass-closed', 'drop-hold', 'send-on', 'seek'],
  },
  { on: 'service-closed', from: ['arrived'], to: 'needs-attention', does: ['ask-inside'] },
  {
    on: 'completion-due',
    from: ['arrived', 'needs-attention'],
    when: 'is-inside',
    to: 'completed',
    does: ['close-by-system'],
  },
  { on: 'wait-limit', from: ['waitlisted'], when: 'is-inside', to: 'needs-attention', does: ['ask-inside'] },
  {
    on: 'wait-limit',
    from: ['waitlisted', 'needs-attention'],
    to: 'unplaced',
    does: ['announce-wait-limit'],
  },
  { on: 'discarded', from: ['arrived'], to: 'needs-attention', does: ['ask-discarded'] },
  {
    on: 'discarded',
    from: ['requested', ...WITH_OFFER, 'waitlisted'],
    to: 'needs-attention',
    does: ['release', 'end-offer-withdrawn', 'drop-hold', 'ask-discarded'],
  },
];

const LINES = new Map<string, Transition[]>();
for (const transition of TRANSITIONS) {
  for (const state of transition.from) {
    const key = `${state} ${transition.on}`;
    LINES.set(key, [...(LINES.get(key) ?? []), transition]);
  }
}

/** The lines for a state and an input, in their order. */
export function linesFor(state: ReferralState, on: InputName): readonly Transition[] {
  return LINES.get(`${state} ${on}`) ?? [];
}
