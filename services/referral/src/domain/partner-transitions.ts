import type { Transition } from './transition.js';

const LIVE = ['requested', 'offered', 'accepted', 'arrived', 'waitlisted', 'needs-attention'] as const;
const WITH_OFFER = ['offered', 'accepted'] as const;

/** The lines of the table for what providers and departments say. */
export const PARTNER_TRANSITIONS: readonly Transition[] = [
  { on: 'accepted', from: ['offered'], to: 'accepted', does: ['confirm'] },
  { on: 'accepted', from: ['accepted'], when: 'is-kept', to: 'same', does: ['prolong'] },
  {
    on: 'declined',
    from: WITH_OFFER,
    to: 'requested',
    does: ['release-declined', 'pass-declined', 'flag-declined', 'drop-hold', 'seek'],
  },
  { on: 'arrived', from: WITH_OFFER, to: 'arrived', does: ['occupy'] },
  {
    on: 'arrived',
    from: ['arrived'],
    when: 'is-late-elsewhere',
    to: 'same',
    does: ['take-missed', 'announce-transfer', 'occupy'],
  },
  { on: 'arrived', from: ['not-arrived'], to: 'arrived', does: ['occupy'] },
  {
    on: 'returned',
    from: WITH_OFFER,
    to: 'requested',
    does: ['release-returned', 'end-offer-returned', 'pass-returned', 'drop-hold', 'send-on', 'seek'],
  },
  { on: 'returned', from: ['arrived'], to: 'needs-attention', does: ['ask-inside'] },
  {
    on: 'returned',
    from: ['requested', 'waitlisted'],
    when: 'is-said-inside',
    to: 'needs-attention',
    does: ['release', 'drop-hold', 'ask-inside'],
  },
  { on: 'completed', from: ['arrived'], to: 'completed', does: ['close-by-provider'] },
  {
    on: 'completed',
    from: ['requested', ...WITH_OFFER, 'waitlisted'],
    when: 'is-said-inside',
    to: 'completed',
    does: ['release', 'end-offer-withdrawn', 'restore-inside', 'close-by-provider'],
  },
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
    when: 'is-transferring',
    to: 'arrived',
    does: ['release', 'end-offer-expired', 'pass-expired', 'stay-inside'],
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
  // Whoever is inside is moved by a transfer, which says why; there is no second way.
  {
    on: 'transfer-requested',
    from: ['arrived', 'needs-attention'],
    when: 'is-counted-in',
    to: 'requested',
    does: ['start-over', 'keep-inside', 'announce-transfer', 'seek'],
  },
  {
    on: 'reopened',
    from: ['needs-attention'],
    when: 'is-outside',
    to: 'requested',
    does: ['start-over', 'drop-hold', 'seek'],
  },
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
];
