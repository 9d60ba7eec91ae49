import type { EventData } from '@havre/events';
import { placeAsked } from './ask-again.js';
import type { Draft } from './draft.js';
import { emit } from './effects.js';
import { limitFor } from './limits.js';
import type { Hold, Referral } from './referral.js';
import type { Request } from './request.js';

type OfferData = EventData<'havre.referral.offered.v1'>;

const MINUTE_MS = 60_000;
const LONGEST_HOLD_MINUTES = 1_440;

/** Asks the ledger for the places of the candidate, all or none. */
export function requestHold(draft: Draft): void {
  const { input, referral, limits } = draft;
  if (input?.on !== 'matched') return;
  const { candidate, holdId, fits } = input;
  const { slot, quantity, service } = candidate;
  if (slot === null) return;
  const { serviceId, provider, listing } = service.entry;
  const place = placeAsked({ ...slot, quantity });
  draft.effects.push(
    emit('havre.hold.requested.v1', serviceId, {
      holdId,
      ...place,
      publisher: referral.publisher,
      offerMinutes: limitFor(limits.offerMinutes, referral.request.need.kind),
    }),
  );
  const hold: Hold = {
    id: holdId,
    serviceId,
    provider,
    ...place,
    isAutomatic: listing.acceptance === 'automatic',
    opensAt: candidate.opensAt ?? draft.now,
    phase: 'requested',
    expiresAt: null,
    askedAt: draft.now,
  };
  draft.change({ hold, fits, attempts: referral.attempts + 1 });
}

/** The place is held: offers it to the provider. */
export function offer(draft: Draft): void {
  const { input } = draft;
  if (input?.on !== 'hold-placed' || draft.hold === null) return;
  draft.changeHold({ phase: 'placed', expiresAt: input.expiresAt });
  const { offers, asked } = draft.referral;
  const { provider } = draft.hold;
  draft.change({ offers: offers + 1, asked: asked.includes(provider) ? asked : [...asked, provider] });
  draft.effects.push(offerOf(draft.referral, { ...draft.hold, expiresAt: input.expiresAt }, draft.now));
}

/** The provider accepted: asks the ledger to keep the place for the journey. */
export function confirm(draft: Draft): void {
  askToKeep(draft, 'confirming');
}

/** The provider gives the household longer to arrive. */
export function prolong(draft: Draft): void {
  askToKeep(draft, 'prolonging');
}

/** The ledger keeps the place: tells the department until when. */
export function confirmPlace(draft: Draft): void {
  const { input, hold, limits, now } = draft;
  if (input?.on !== 'hold-confirmed' || hold === null) return;
  const { warnAt: _warnAt, ...kept } = hold;
  const warnAt = input.expiresAt - limitFor(limits.warnMinutes, draft.referral.request.need.kind) * MINUTE_MS;
  const confirmed: Hold = {
    ...kept,
    phase: 'confirmed',
    expiresAt: input.expiresAt,
    awaitsConfirmation: false,
    // A journey that is shorter than the warning: that it is short has just been said.
    ...(warnAt > now ? { warnAt } : {}),
  };
  draft.change({ hold: confirmed });
  draft.effects.push(
    emit('havre.referral.place-confirmed.v1', draft.referral.id, {
      serviceId: hold.serviceId,
      until: new Date(input.expiresAt).toISOString(),
    }),
  );
}

/** The place is not kept much longer: warns both sides, once for each time that it was kept or prolonged. */
export function warn(draft: Draft): void {
  const { hold, now, referral } = draft;
  if (hold?.warnAt === undefined) return;
  const { warnAt: _warnAt, ...warned } = hold;
  draft.change({ hold: warned });
  const { intakeId, publisher } = referral;
  const { serviceId, provider, expiresAt } = hold;
  if (expiresAt === null || expiresAt <= now) return;
  draft.effects.push(
    emit('havre.referral.ending-soon.v1', referral.id, {
      intakeId,
      publisher,
      serviceId,
      provider,
      until: new Date(expiresAt).toISOString(),
    }),
  );
}

/** The household is at the door: asks the ledger to count it in. */
export function occupy(draft: Draft): void {
  const { input, hold } = draft;
  if (input?.on !== 'arrived' || hold === null) return;
  draft.changeHold({ phase: 'occupying', answer: input.answer, askedAt: draft.now, isAskedAgain: false });
  draft.effects.push(
    emit('havre.hold.occupation-requested.v1', hold.serviceId, {
      holdId: hold.id,
    }),
  );
}

/** Gives the places back, whatever the ledger has made of the hold by then: giving back twice changes nothing. */
export function release(draft: Draft, correctsAvailability: boolean): void {
  const { hold } = draft;
  if (hold === null || hold.phase === 'ended') return;
  draft.effects.push(
    emit('havre.hold.release-requested.v1', hold.serviceId, {
      holdId: hold.id,
      ...(correctsAvailability ? { correctAvailability: true } : {}),
    }),
  );
}

/** The ledger placed a hold that the referral has no use for any more. */
export function releaseStray({ hold, effects }: Draft): void {
  if (hold === null) return;
  effects.push(emit('havre.hold.release-requested.v1', hold.serviceId, { holdId: hold.id }));
}

function askToKeep(draft: Draft, phase: 'confirming' | 'prolonging'): void {
  const { input, hold } = draft;
  if (hold === null) return;
  const answer = input?.on === 'accepted' ? { answer: input.answer } : {};
  const minutes = journeyMinutes(draft, hold);
  draft.changeHold({
    phase,
    awaitsConfirmation: true,
    ...answer,
    askedAt: draft.now,
    isAskedAgain: false,
    journeyMinutes: minutes,
  });
  draft.effects.push(
    emit('havre.hold.confirmation-requested.v1', hold.serviceId, {
      holdId: hold.id,
      journeyMinutes: minutes,
    }),
  );
}

/**
 * The ledger counts the journey from the opening when the place opens later today, and keeps to its longest journey; a
 * place of a later day is kept until the journey of that day, as far as one request may ask.
 */
function journeyMinutes({ input, limits, now, referral }: Draft, hold: Hold): number {
  const asked = input?.on === 'accepted' ? input.journeyMinutes : undefined;
  const journey = asked ?? limitFor(limits.journeyMinutes, referral.request.need.kind);
  const isForLater = hold.date !== undefined || hold.time !== undefined;
  const untilThatDay = !isForLater ? 0 : Math.max(0, Math.ceil((hold.opensAt - now) / MINUTE_MS));
  return Math.min(LONGEST_HOLD_MINUTES, untilThatDay + journey);
}

function offerOf(referral: Referral, hold: Hold, now: number): ReturnType<typeof emit> {
  const { intakeId, publisher, request, code } = referral;
  return emit('havre.referral.offered.v1', referral.id, {
    intakeId,
    publisher,
    kind: request.need.kind,
    serviceId: hold.serviceId,
    provider: hold.provider,
    holdId: hold.id,
    unitType: hold.unitType,
    quantity: hold.quantity,
    code,
    expiresAt: new Date(hold.expiresAt ?? now).toISOString(),
    ...placeOf(hold, now),
    ...householdOf(request),
  });
}

/** Which place it is, as far as its kind does not say. A place with a time is reached then, whatever the doors. */
function placeOf({ sleeps, date, time, opensAt }: Hold, now: number): Partial<OfferData> {
  return {
    ...(sleeps === undefined ? {} : { sleeps }),
    ...(date === undefined ? {} : { date }),
    ...(time === undefined ? {} : { time }),
    ...(time === undefined && opensAt > now ? { opensAt: new Date(opensAt).toISOString() } : {}),
  };
}

function householdOf(
  request: Request,
): Pick<OfferData, 'household' | 'language' | 'interpreter' | 'accessibility' | 'pets' | 'phrases'> {
  const { household, language, interpreter, accessibility, pets, phrases } = request;
  return {
    household,
    language,
    ...(interpreter === undefined ? {} : { interpreter }),
    ...(accessibility === undefined ? {} : { accessibility }),
    ...(pets === undefined ? {} : { pets }),
    ...(phrases === undefined ? {} : { phrases }),
  };
}
