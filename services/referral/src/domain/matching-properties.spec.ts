import { describe, expect, it } from '@jest/globals';
import type { Accessibility, AgeGroup, Gender, ServiceListing } from '@havre/events';
import fc from 'fast-check';
import { replay, storeExplanation } from './explanation.js';
import { match } from './matching.js';
import { profileOf } from './profile.js';
import type { Request } from './request.js';
import { householdFailures, isPlainlyUnfit } from './rules.js';
import { city, HOUR, NOW, outlook, request, ZONE, type ServiceSketch } from './testing/city.js';

const age = fc.constantFrom<AgeGroup>('infant', 'child', 'youth', 'adult', 'senior');
const gender = fc.constantFrom<Gender>('woman', 'man', 'another');
const feature = fc.constantFrom<Accessibility>('step-free', 'ground-floor', 'hearing-support');
const language = fc.constantFrom('fr', 'en', 'es');
const area = fc.constantFrom('centre', 'nord', 'ouest');

const anyRequest: fc.Arbitrary<Request> = fc
  .record({
    members: fc.array(fc.record({ ageGroup: age, gender: fc.option(gender, { nil: undefined }) }), {
      minLength: 1,
      maxLength: 5,
    }),
    language,
    area,
    accessibility: fc.uniqueArray(feature, { maxLength: 2 }),
    exclusions: fc.uniqueArray(fc.constantFrom('service-1', 'service-2', 'service-3'), { maxLength: 2 }),
    requires: fc.uniqueArray(fc.constantFrom('language' as const, 'area' as const), { maxLength: 2 }),
    hasDog: fc.boolean(),
  })
  .map(({ members, requires, hasDog, ...rest }) =>
    request({
      ...rest,
      household: {
        members: members.map((member) => ({
          ageGroup: member.ageGroup,
          ...(member.gender === undefined ? {} : { gender: member.gender }),
        })),
      },
      need: { kind: 'shelter', priority: 'urgent', requires },
      ...(hasDog ? { pets: [{ kind: 'dog' as const, weightKg: 20 }] } : {}),
    }),
  );

const anyService: fc.Arbitrary<ServiceSketch> = fc
  .record({
    ageGroups: fc.uniqueArray(age, { minLength: 1 }),
    genders: fc.option(fc.uniqueArray(gender, { minLength: 1 }), { nil: undefined }),
    families: fc.boolean(),
    maxHousehold: fc.integer({ min: 1, max: 6 }),
    area,
    languages: fc.uniqueArray(language, { minLength: 1 }),
    accessibility: fc.uniqueArray(feature),
    dogs: fc.boolean(),
    closedForHours: fc.option(fc.integer({ min: 1, max: 48 }), { nil: undefined }),
    unitType: fc.constantFrom('bed' as const, 'room' as const),
    sleeps: fc.integer({ min: 1, max: 6 }),
    available: fc.integer({ min: 0, max: 6 }),
    freshness: fc.constantFrom('fresh' as const, 'stale' as const, 'expired' as const),
  })
  .map(({ ageGroups, genders, families, maxHousehold, dogs, closedForHours, unitType, sleeps, ...rest }) => ({
    accepts: { ageGroups, families, maxHousehold, ...(genders === undefined ? {} : { genders }) },
    area: rest.area,
    languages: rest.languages,
    accessibility: rest.accessibility,
    unitTypes: [unitType],
    ...(dogs ? { pets: { dogs, cats: false } } : {}),
    ...(closedForHours === undefined
      ? {}
      : { closure: { from: NOW - HOUR, until: NOW + closedForHours * HOUR } }),
    slots: [
      {
        unitType,
        ...(unitType === 'room' ? { sleeps } : {}),
        available: rest.available,
        freshness: rest.freshness,
      },
    ],
  }));

const MINORS: readonly AgeGroup[] = ['infant', 'child', 'youth'];

/** The hard rules once more, written the slow and obvious way. */
const RULES: readonly ((wanted: Request, listing: ServiceListing, sketch: ServiceSketch) => boolean)[] = [
  ({ household }, { accepts }) => household.members.length <= accepts.maxHousehold,
  ({ household }, { accepts }) =>
    household.members.every(({ ageGroup }) => accepts.ageGroups.includes(ageGroup)),
  ({ household: { members } }, { accepts }) =>
    accepts.families || members.length === 1 || !members.some(({ ageGroup }) => MINORS.includes(ageGroup)),
  ({ household }, { accepts: { genders } }) =>
    genders === undefined ||
    genders.length === 3 ||
    household.members
      .filter(({ ageGroup }) => ageGroup !== 'infant' && ageGroup !== 'child')
      .every(({ gender: stated }) => stated !== undefined && genders.includes(stated)),
  ({ accessibility = [] }, listing) => accessibility.every((code) => listing.accessibility?.includes(code)),
  ({ pets }, listing) => pets === undefined || listing.pets?.dogs === true,
  ({ need, language: spoken }, { languages }) =>
    !need.requires?.includes('language') || languages.includes(spoken),
  ({ need, area: wanted }, listing) => !need.requires?.includes('area') || listing.area === wanted,
  (_wanted, _listing, { closure }) => closure === undefined,
  (_wanted, _listing, { slots }) => slots?.[0]?.freshness !== 'expired',
  // As many beds as people, or as many rooms as they need to sleep.
  ({ household }, _listing, { slots }) => {
    const { unitType, sleeps = 1, available = 0 } = slots?.[0] ?? {};
    return available * (unitType === 'room' ? sleeps : 1) >= household.members.length;
  },
];

function mayGo(wanted: Request, listing: ServiceListing, sketch: ServiceSketch): boolean {
  return RULES.every((passes) => passes(wanted, listing, sketch));
}

describe('matching, whatever the city and the household', () => {
  it('offers exactly the services that break no hard rule', () => {
    fc.assert(
      fc.property(anyRequest, fc.array(anyService, { maxLength: 8 }), (wanted, sketches) => {
        const directory = city(...sketches);
        const { suitable, noPlace } = match(profileOf(wanted, 'referral-1'), directory, outlook());
        const allowed = sketches.flatMap((sketch, index) => {
          const { entry } = directory.service(`service-${index + 1}`)!;
          const isExcluded = wanted.exclusions?.includes(entry.serviceId) ?? false;
          return !isExcluded && mayGo(wanted, entry.listing, sketch) ? [entry.serviceId] : [];
        });
        expect(suitable.map(({ service }) => service.entry.serviceId).sort()).toEqual(allowed.sort());
        expect(noPlace === null).toBe(allowed.length > 0);
      }),
      { numRuns: 500 },
    );
  });

  it('passes over nobody who could fit', () => {
    fc.assert(
      fc.property(anyRequest, anyService, (wanted, sketch) => {
        const profile = profileOf(wanted, 'r');
        const service = city(sketch).service('service-1')!;
        expect(isPlainlyUnfit(profile, service) && householdFailures(profile, service) === 0).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same order however the directory came to be', () => {
    fc.assert(
      fc.property(anyRequest, fc.array(anyService, { maxLength: 8 }), (wanted, sketches) => {
        const named = sketches.map((sketch, index) => ({ ...sketch, id: `service-${index + 1}` }));
        const ranks = (directory: ReturnType<typeof city>) =>
          match(profileOf(wanted, 'r'), directory, outlook()).suitable.map(({ service, rank }) => [
            service.entry.serviceId,
            rank,
          ]);
        expect(ranks(city(...named))).toEqual(ranks(city(...named.toReversed())));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps what explains it, and what explains it gives the same answer again', () => {
    fc.assert(
      fc.property(anyRequest, fc.array(anyService, { maxLength: 8 }), (wanted, sketches) => {
        const directory = city(...sketches);
        const view = outlook();
        const found = match(profileOf(wanted, 'referral-1'), directory, view);
        const stored = JSON.parse(JSON.stringify(storeExplanation(found, view))) as ReturnType<
          typeof storeExplanation
        >;
        const entries = new Map([...directory.all()].map(({ entry }) => [entry.key, entry]));
        const explained = replay(stored, wanted, 'referral-1', { entries, cityZone: ZONE });
        expect(explained.map(({ isReplayed }) => isReplayed)).toEqual(explained.map(() => true));
        expect(explained.filter(({ rank }) => rank !== null).map(({ serviceId }) => serviceId)).toEqual(
          found.suitable.map(({ service }) => service.entry.serviceId),
        );
        expect(explained).toHaveLength(sketches.length);
      }),
      { numRuns: 300 },
    );
  });
});
