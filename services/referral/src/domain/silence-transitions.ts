import type { Transition } from './transition.js';

/**
 * The lines of the table for a ledger that does not say what it should have said by now. No referral rests on an answer
 * alone: it asks again, or lets the hold go and looks elsewhere.
 */
export const SILENCE_TRANSITIONS: readonly Transition[] = [
  {
    on: 'ledger-silent',
    from: ['requested'],
    when: 'is-asked-again',
    to: 'same',
    does: ['release', 'pass-silent', 'drop-hold', 'seek'],
  },
  { on: 'ledger-silent', from: ['requested'], to: 'same', does: ['ask-again'] },
  // The offer is over by the clock that the provider was told.
  {
    on: 'ledger-silent',
    from: ['offered'],
    to: 'requested',
    does: ['release', 'end-offer-expired', 'pass-expired', 'flag-unanswered', 'drop-hold', 'seek'],
  },
  {
    on: 'ledger-silent',
    from: ['accepted'],
    when: 'awaits-confirmation',
    to: 'same',
    does: ['ask-again'],
  },
  // So is the journey.
  {
    on: 'ledger-silent',
    from: ['accepted'],
    when: 'is-transferring',
    to: 'arrived',
    does: ['release', 'end-offer-expired', 'pass-expired', 'stay-inside'],
  },
  {
    on: 'ledger-silent',
    from: ['accepted'],
    to: 'not-arrived',
    does: ['release', 'end-hold', 'close-by-system'],
  },
  { on: 'ledger-silent', from: ['arrived'], when: 'is-occupying', to: 'same', does: ['ask-again'] },
];
