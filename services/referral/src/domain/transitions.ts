import { PARTNER_TRANSITIONS } from './partner-transitions.js';
import type { InputName } from './referral-input.js';
import { ENDED_STATES, type ReferralState } from './referral.js';
import { SILENCE_TRANSITIONS } from './silence-transitions.js';
import type { Transition } from './transition.js';

export type { Transition } from './transition.js';

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
    does: ['ask-elsewhere'],
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

  // What an answer from before the database was put back has promised, the ledger does not know.
  {
    on: 'hold-refused',
    from: ['offered'],
    to: 'requested',
    does: ['end-offer-withdrawn', 'pass-refused', 'drop-hold', 'seek'],
  },
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
  {
    on: 'hold-occupied',
    from: ['arrived'],
    when: 'is-transferring',
    to: 'same',
    does: ['count-in', 'announce-moved', 'free-inside'],
  },
  { on: 'hold-occupied', from: ['arrived'], to: 'same', does: ['count-in'] },

  // Given back as a stray before anybody knew whose it was, as after a restore: another hold may be asked for there.
  { on: 'hold-released', from: ['requested'], to: 'same', does: ['drop-hold', 'seek'] },
  {
    on: 'hold-released',
    from: ['offered'],
    to: 'requested',
    does: ['end-offer-withdrawn', 'drop-hold', 'seek'],
  },
  // Nobody here asked for it: an operator has discarded what the ledger was to do.
  {
    on: 'hold-released',
    from: ['accepted'],
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
  // Nobody came to the new place: the household is where it was, and the machine moves it no further.
  {
    on: 'hold-expired',
    from: ['accepted'],
    when: 'is-transferring',
    to: 'arrived',
    does: ['end-offer-expired', 'pass-expired', 'stay-inside'],
  },
  { on: 'hold-expired', from: ['accepted'], to: 'not-arrived', does: ['end-hold', 'close-by-system'] },
  { on: 'ending-soon', from: ['accepted'], to: 'same', does: ['warn'] },

  ...SILENCE_TRANSITIONS,
  ...PARTNER_TRANSITIONS,

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
  {
    on: 'wait-limit',
    from: ['waitlisted'],
    when: 'is-inside',
    to: 'needs-attention',
    does: ['ask-elsewhere'],
  },
  {
    on: 'wait-limit',
    from: ['waitlisted', 'needs-attention'],
    to: 'unplaced',
    does: ['announce-wait-limit'],
  },
  {
    on: 'looked-at-again',
    from: ['needs-attention'],
    when: 'is-counted-in',
    to: 'requested',
    does: ['note-decision', 'start-over', 'keep-inside', 'announce-transfer', 'seek'],
  },
  {
    on: 'looked-at-again',
    from: ['needs-attention'],
    when: 'is-outside',
    to: 'requested',
    does: ['note-decision', 'start-over', 'drop-hold', 'seek'],
  },
  {
    on: 'closed-by-person',
    from: ['needs-attention'],
    when: 'is-outside',
    to: 'unplaced',
    does: ['note-decision', 'announce-closed-by-person'],
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
