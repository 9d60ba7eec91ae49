import type { EventData } from '@havre/events';
import type { Draft } from './draft.js';
import { emit } from './effects.js';
import type { HoldPhase } from './referral.js';

type Closed = EventData<'havre.referral.closed.v1'>;

/** Phases in which the provider knows of the household. */
const SHOWN: ReadonlySet<HoldPhase> = new Set([
  'placed',
  'confirming',
  'confirmed',
  'prolonging',
  'occupying',
  'occupied',
]);

/** Tells the provider that what it was offered no longer stands; a provider that was never asked hears nothing. */
export function endOffer(draft: Draft, reason: EventData<'havre.referral.offer-ended.v1'>['reason']): void {
  const { hold } = draft;
  if (hold === null || !SHOWN.has(hold.phase)) return;
  draft.effects.push(
    emit('havre.referral.offer-ended.v1', draft.referral.id, { serviceId: hold.serviceId, reason }),
  );
}

/** Announces the end of the referral. */
export function close(draft: Draft, by: Closed['by']): void {
  const { intakeId, publisher, id } = draft.referral;
  const outcome = draft.to;
  if (outcome !== 'completed' && outcome !== 'not-arrived' && outcome !== 'withdrawn') return;
  draft.effects.push(emit('havre.referral.closed.v1', id, { intakeId, publisher, outcome, by }));
}

/** Announces that the referral ends without a place. */
export function announceUnplaced(
  draft: Draft,
  reason: EventData<'havre.referral.unplaced.v1'>['reason'] | 'awaiting-turn',
): void {
  if (reason === 'awaiting-turn') return;
  const { intakeId, publisher, id } = draft.referral;
  draft.effects.push(emit('havre.referral.unplaced.v1', id, { intakeId, publisher, reason }));
}
