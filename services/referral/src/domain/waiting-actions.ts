import type { Draft } from './draft.js';
import { emit } from './effects.js';
import { lookAgainInMs } from './waitlist.js';

const MINUTE_MS = 60_000;

/** Puts the referral in the line; the department hears of it once for each reason. */
export function wait(draft: Draft): void {
  const { input, referral } = draft;
  if (input?.on !== 'no-place' || input.reason === 'none-exists') return;
  const { reason } = input;
  const isKnown = referral.state === 'waitlisted' && referral.reason === reason;
  draft.change({ reason });
  lookAgain(draft);
  if (isKnown) return;
  const { id, intakeId, publisher } = referral;
  draft.effects.push(emit('havre.referral.waitlisted.v1', id, { intakeId, publisher, reason }));
}

/**
 * Sets when to look at a waiting referral again, beside what frees up meanwhile: soon at first, as a place may have
 * freed up while it was being put in the line, then ever more rarely, and when a service that is closed can be asked.
 */
export function lookAgain(draft: Draft): void {
  const { input, referral, now } = draft;
  if (input?.on !== 'no-place') return;
  const soon = now + lookAgainInMs(referral.looks);
  const atOpening = input.asksFrom === null ? Infinity : Math.max(now + MINUTE_MS, input.asksFrom);
  draft.change({ fits: input.fits, looks: referral.looks + 1, lookAt: Math.min(soon, atOpening) });
}
