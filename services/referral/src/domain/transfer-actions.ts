import type { EventData } from '@havre/events';
import type { Draft } from './draft.js';
import { emit } from './effects.js';

/**
 * Another place is sought while the household keeps its own. The machine does not send it back where it is; where it is
 * not safe, it never sends it again.
 */
export function keepInside(draft: Draft): void {
  const { input, referral } = draft;
  const inside = referral.inside ?? referral.hold;
  if (inside === null) return;
  const isUnsafe = input?.on === 'transfer-requested' && input.reason === 'safety';
  draft.pass(isUnsafe ? 'safety' : 'other-service-better', inside);
  draft.change({ inside, hold: null, missed: null, isUrgent: isUrgent(input) });
}

/** Who has a roof waits like the others, unless it is not safe there or is about to be lost. */
function isUrgent(input: Draft['input']): boolean {
  if (input?.on !== 'transfer-requested') return true;
  return input.reason === 'safety' || input.reason === 'service-closing';
}

/** The transfer came to nothing: the household is where it was. */
export function stayInside(draft: Draft): void {
  announceTransferEnd(draft, 'stays');
  const { hold } = draft;
  restoreInside(draft);
  draft.change({ missed: hold && { ...hold, phase: 'ended', expiresAt: null } });
}

/** Late at the second door, after all: the ledger says whether the place is still free. */
export function takeMissed(draft: Draft): void {
  const { hold, missed } = draft.referral;
  if (missed != null) draft.change({ inside: hold, hold: missed, missed: null });
}

/** The place where the household is, is its only one again. */
export function restoreInside(draft: Draft): void {
  const { inside } = draft.referral;
  if (inside !== null) draft.change({ hold: inside, inside: null });
}

/** The household was moved: gives back the place that it left. */
export function freeInside(draft: Draft): void {
  const { inside } = draft.referral;
  if (inside === null) return;
  draft.effects.push(emit('havre.hold.release-requested.v1', inside.serviceId, { holdId: inside.id }));
  draft.change({ inside: null });
}

/** Tells the department alone that a transfer is under way: a household may have its reasons not to be heard leaving. */
export function announceTransfer(draft: Draft): void {
  const { inside, intakeId, publisher, id } = draft.referral;
  if (inside === null) return;
  const { serviceId, provider } = inside;
  draft.effects.push(
    emit('havre.referral.transfer-opened.v1', id, { intakeId, publisher, serviceId, provider }),
  );
}

/** Tells how a transfer ended. */
export function announceTransferEnd(
  draft: Draft,
  outcome: EventData<'havre.referral.transfer-ended.v1'>['outcome'],
): void {
  const { inside, intakeId, publisher, id } = draft.referral;
  if (inside === null) return;
  const { serviceId, provider } = inside;
  draft.effects.push(
    emit('havre.referral.transfer-ended.v1', id, { intakeId, publisher, serviceId, provider, outcome }),
  );
}
