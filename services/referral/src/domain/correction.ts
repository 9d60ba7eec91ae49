import { quantityFor, sleepsAll } from './demand.js';
import { sleepsIn, type Service } from './directory.js';
import type { Closure } from './opening.js';
import { profileOf } from './profile.js';
import type { Hold, Referral } from './referral.js';
import type { Request } from './request.js';
import { householdFailures } from './rules.js';

/**
 * True when a corrected request changes nothing that the provider was told and its place still fits: then its offer, or
 * its word, stands. Everything else is matched once more.
 */
export function keepsOffer(referral: Referral, corrected: Request, service: Service | undefined): boolean {
  const { hold, request, id } = referral;
  if (hold === null || service === undefined || service.entry.serviceId !== hold.serviceId) return false;
  return (
    shownOf(request) === shownOf(corrected) &&
    request.need.kind === corrected.need.kind &&
    request.need.date === corrected.need.date &&
    takesThePlace(hold, corrected, service) &&
    householdFailures(profileOf(corrected, id), service) === 0
  );
}

/** True when a closure shuts the door that a household is on its way to. */
export function isShutBy(closure: Closure, hold: Hold, now: number): boolean {
  const arrives = Math.max(now, hold.opensAt);
  return arrives >= closure.from && (closure.until === undefined || arrives < closure.until);
}

function takesThePlace(hold: Hold, corrected: Request, service: Service): boolean {
  const { unitType } = corrected.need;
  const sleeps = sleepsIn(service, hold);
  return (
    (unitType === undefined || unitType === hold.unitType) &&
    quantityFor(corrected, hold.unitType, sleeps) === hold.quantity &&
    sleepsAll(corrected, hold.unitType, sleeps)
  );
}

/** What an offer shows of a request, in one fixed order. */
function shownOf({ household, language, interpreter, accessibility, pets, phrases }: Request): string {
  const members = household.members.map(({ ageGroup, gender }) => [ageGroup, gender ?? null]);
  return JSON.stringify([
    members,
    language,
    interpreter ?? false,
    (accessibility ?? []).toSorted(),
    (pets ?? []).map(({ kind, weightKg }) => [kind, weightKg ?? null]),
    (phrases ?? []).map(({ code, parameters }) => [code, Object.entries(parameters ?? {}).toSorted()]),
  ]);
}
