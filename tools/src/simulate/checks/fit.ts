import type { ServiceListing } from '@havre/events';
import type { Request } from '@havre/referral/domain';

/**
 * Whether a house takes in a household, written out plainly and without the code that matches: two ways of saying the
 * same rules that must agree.
 */
export function isTakenIn(request: Request, serviceId: string, listing: ServiceListing): boolean {
  return (
    request.need.kind === listing.kind &&
    request.exclusions?.includes(serviceId) !== true &&
    takesTheHousehold(request, listing) &&
    hasTheirGenders(request, listing) &&
    hasTheFeatures(request, listing) &&
    takesTheirPets(request, listing) &&
    meetsWhatIsRequired(request, listing)
  );
}

function takesTheHousehold(request: Request, { accepts }: ServiceListing): boolean {
  const { members } = request.household;
  return (
    members.length <= accepts.maxHousehold &&
    members.every(({ ageGroup }) => accepts.ageGroups.includes(ageGroup)) &&
    (accepts.families || !isFamily(request))
  );
}

function hasTheFeatures({ accessibility = [] }: Request, listing: ServiceListing): boolean {
  return accessibility.every((feature) => listing.accessibility?.includes(feature) === true);
}

function isFamily({ household: { members } }: Request): boolean {
  return members.length > 1 && members.some(({ ageGroup }) => ageGroup !== 'adult' && ageGroup !== 'senior');
}

function hasTheirGenders({ household }: Request, { accepts: { genders = [] } }: ServiceListing): boolean {
  if (genders.length === 0 || genders.length === 3) return true;
  return household.members
    .filter(({ ageGroup }) => ageGroup !== 'infant' && ageGroup !== 'child')
    .every(({ gender }) => gender !== undefined && genders.includes(gender));
}

function takesTheirPets({ pets = [] }: Request, listing: ServiceListing): boolean {
  return pets.every(({ kind, weightKg = 0 }) => {
    if (listing.pets === undefined || kind === 'other') return false;
    const isAllowed = kind === 'dog' ? listing.pets.dogs : listing.pets.cats;
    return isAllowed && weightKg <= (listing.pets.maxWeightKg ?? Number.POSITIVE_INFINITY);
  });
}

function meetsWhatIsRequired({ need, language, area }: Request, listing: ServiceListing): boolean {
  return (need.requires ?? []).every((required) => {
    switch (required) {
      case 'language':
        return listing.languages.some((tag) => tag.split('-')[0] === language.split('-')[0]);
      case 'area':
        return listing.area === area;
      case 'gender-specific':
        return [1, 2].includes(listing.accepts.genders?.length ?? 0);
    }
  });
}
