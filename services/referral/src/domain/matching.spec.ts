import { describe, expect, it } from '@jest/globals';
import type { Need } from '@havre/events';
import { match, type Match } from './matching.js';
import { profileOf } from './profile.js';
import type { PassedService } from './passed-service.js';
import type { Request } from './request.js';
import { rulesIn } from './rules.js';
import { city, HOUR, MINUTE, NOW, outlook, request, type ServiceSketch } from './testing/city.js';

const adult = { ageGroup: 'adult', gender: 'woman' } as const;
const child = { ageGroup: 'child' } as const;

function matching(
  changes: Partial<Request>,
  services: readonly ServiceSketch[],
  passed: readonly PassedService[] = [],
): Match {
  return match(profileOf(request(changes), 'referral-1'), city(...services), outlook({ passed }));
}

const order = ({ suitable }: Match): readonly string[] =>
  suitable.map(({ service }) => service.entry.serviceId);
const need = (changes: Partial<Need>): Partial<Request> => ({
  need: { kind: 'shelter', priority: 'urgent', ...changes },
});

describe('rooms of one service', () => {
  const ROOMS = (...slots: { sleeps: number; available: number }[]): ServiceSketch => ({
    accepts: { ageGroups: ['adult', 'child'], families: true, maxHousehold: 10 },
    unitTypes: ['room'],
    slots: slots.map((slot) => ({ unitType: 'room', ...slot })),
  });
  const FAMILY = { household: { members: [adult, adult, child, child, child] } } as Partial<Request>;
  const chosen = (...slots: { sleeps: number; available: number }[]) =>
    matching(FAMILY, [ROOMS(...slots)]).suitable.map(({ slot, quantity }) => [quantity, slot?.sleeps]);

  it('keep a household together where one room holds it', () => {
    expect(chosen({ sleeps: 2, available: 4 }, { sleeps: 6, available: 1 })).toEqual([[1, 6]]);
  });

  it('are taken together where none does, the fewest of them', () => {
    expect(chosen({ sleeps: 2, available: 4 }, { sleeps: 3, available: 3 })).toEqual([[2, 3]]);
    expect(chosen({ sleeps: 2, available: 4 }, { sleeps: 6, available: 0 })).toEqual([[3, 2]]);
  });
});

describe('hard rules', () => {
  const ROOMS = { unitTypes: ['room'], slots: [{ unitType: 'room', sleeps: 2 }] } as const;
  it.each<[string, Partial<Request>, ServiceSketch, string]>([
    ['another kind of unit', need({ unitType: 'room' }), {}, 'unit-type'],
    ['taxonomy', need({ taxonomy: { scheme: '211', code: 'BH-1800' } }), {}, 'taxonomy'],
    [
      'a household that is too large',
      { household: { members: [adult, adult] } },
      { accepts: { ageGroups: ['adult'], families: true, maxHousehold: 1 } },
      'household-size',
    ],
    [
      'an age that is not taken in',
      { household: { members: [{ ageGroup: 'senior' }] } },
      { accepts: { ageGroups: ['adult'], families: true, maxHousehold: 2 } },
      'age-groups',
    ],
    [
      'a family where none is taken in',
      { household: { members: [adult, child] } },
      { accepts: { ageGroups: ['adult', 'child'], families: false, maxHousehold: 4 } },
      'families',
    ],
    [
      'a man at a service for women',
      { household: { members: [{ ageGroup: 'adult', gender: 'man' }] } },
      { accepts: { ageGroups: ['adult'], families: true, maxHousehold: 4, genders: ['woman'] } },
      'gender',
    ],
    [
      'somebody of unstated gender at a service for women',
      { household: { members: [{ ageGroup: 'adult' }] } },
      { accepts: { ageGroups: ['adult'], families: true, maxHousehold: 4, genders: ['woman'] } },
      'gender',
    ],
    [
      'a room that is too small, when one is asked for',
      { household: { members: [adult, child, child] }, ...need({ unitType: 'room', quantity: 1 }) },
      ROOMS,
      'sleeps',
    ],
    [
      'steps on the way',
      { accessibility: ['step-free'] },
      { accessibility: ['ground-floor'] },
      'accessibility',
    ],
    ['a dog', { pets: [{ kind: 'dog' }] }, {}, 'pets'],
    [
      'a dog that is too heavy',
      { pets: [{ kind: 'dog', weightKg: 40 }] },
      { pets: { dogs: true, cats: true, maxWeightKg: 30 } },
      'pets',
    ],
    ['an exclusion', { exclusions: ['service-1'] }, {}, 'exclusions'],
    [
      'a language that is required',
      { ...need({ requires: ['language'] }), language: 'es' },
      {},
      'language-required',
    ],
    ['an area that is required', need({ requires: ['area'] }), { area: 'nord' }, 'area-required'],
    [
      'a place for women that is required',
      need({ requires: ['gender-specific'] }),
      {},
      'gender-specific-required',
    ],
    ['no free place', {}, { slots: [{ available: 0 }] }, 'capacity'],
    [
      'too few places together',
      { household: { members: [adult, adult] } },
      { slots: [{ available: 1 }] },
      'capacity',
    ],
    ['an old count', {}, { slots: [{ freshness: 'expired' }] }, 'freshness'],
    ['no count ever', {}, { slots: [] }, 'freshness'],
    ['doors that are closed', {}, { closure: { from: NOW - HOUR } }, 'opening'],
  ])('refuse %s', (_what, changes, service, rule) => {
    const result = matching(changes, [service]);
    expect(result.suitable).toEqual([]);
    expect(rulesIn(result.unsuitable[0]!.failed)).toEqual([rule]);
  });

  it('let a boy follow his mother to a service for women', () => {
    const household = { members: [adult, { ageGroup: 'child', gender: 'man' } as const] };
    const accepts = {
      ageGroups: ['adult', 'child'],
      families: true,
      maxHousehold: 4,
      genders: ['woman'],
    } as const;
    expect(order(matching({ household }, [{ accepts, slots: [{ available: 2 }] }]))).toEqual(['service-1']);
  });

  it('count two beds for two people, one room for all, and what the need asks', () => {
    const household = { members: [adult, child] };
    expect(matching({ household }, [{}]).suitable[0]!.quantity).toBe(2);
    const room = { unitTypes: ['room'], slots: [{ unitType: 'room', sleeps: 3 }] } as const;
    expect(matching({ household }, [room]).suitable[0]!.quantity).toBe(1);
    expect(
      matching({ household, ...need({ unitType: 'bed', quantity: 3 }) }, [{}]).suitable[0]!.quantity,
    ).toBe(3);
  });

  it('take places of the night that is running, also after midnight, and not of another', () => {
    const tonight: ServiceSketch = { slots: [{ date: '2026-11-22' }] };
    expect(order(matching({}, [tonight]))).toEqual(['service-1']);
    expect(order(matching({}, [{ slots: [{ date: '2026-11-23' }] }]))).toEqual([]);
    const afterMidnight = Date.parse('2026-11-23T06:00:00Z');
    const late = match(profileOf(request(), 'r'), city(tonight), outlook({ now: afterMidnight }));
    expect(order(late)).toEqual(['service-1']);
  });

  it('take the earliest appointment from today on', () => {
    const clinic: ServiceSketch = {
      kind: 'health',
      unitTypes: ['appointment'],
      slots: [
        { unitType: 'appointment', date: '2026-11-25' },
        { unitType: 'appointment', date: '2026-11-21' },
        { unitType: 'appointment', date: '2026-11-24' },
      ],
    };
    const result = matching({ need: { kind: 'health', priority: 'routine' } }, [clinic]);
    expect(result.suitable[0]!.slot).toMatchObject({ date: '2026-11-24' });
  });

  it('offer a shelter that opens tonight, and count its opening', () => {
    const opening = {
      timeZone: 'America/Toronto',
      hours: [{ days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const, opens: '18:00', closes: '08:00' }],
    };
    const result = matching({}, [{ opening }]);
    expect(result.suitable[0]!.opensAt).toBe(NOW + 2 * HOUR);
  });
});

describe('services left behind', () => {
  const passed = (why: PassedService['why'], at = NOW - 10 * MINUTE): PassedService => ({
    serviceId: 'service-1',
    provider: '/providers/service-1',
    why,
    at,
  });

  it.each(['no-place', 'expired', 'returned', 'client-refused'] as const)(
    'are not asked again after %s',
    (why) => {
      const result = matching({}, [{}], [passed(why)]);
      expect(result).toMatchObject({ suitable: [], noPlace: 'all-full' });
    },
  );

  it('are asked again after "no place" once they have reported anew', () => {
    const slots = [{ reportedAt: NOW - MINUTE, updatedAt: NOW - MINUTE }];
    expect(order(matching({}, [{ slots }], [passed('no-place')]))).toEqual(['service-1']);
    expect(order(matching({}, [{ slots }], [passed('client-refused')]))).toEqual([]);
    expect(order(matching({}, [{ slots }], [passed('safety')]))).toEqual([]);
  });

  it('are asked again after "full" once any place has moved', () => {
    const slots = [{ updatedAt: NOW - MINUTE }];
    expect(order(matching({}, [{ slots }], [passed('full')]))).toEqual(['service-1']);
    expect(order(matching({}, [{ slots }], [passed('no-place')]))).toEqual([]);
  });
});

describe('no place, said apart', () => {
  const full: ServiceSketch = { slots: [{ available: 0 }] };
  const stale: ServiceSketch = { slots: [{ freshness: 'expired' }] };
  const closed: ServiceSketch = { closure: { from: NOW - HOUR } };
  const forOthers: ServiceSketch = { accepts: { ageGroups: ['senior'], families: false, maxHousehold: 1 } };

  it.each<[string, readonly ServiceSketch[], string]>([
    ['none exists', [forOthers], 'none-exists'],
    ['an empty city', [], 'none-exists'],
    ['all closed', [closed, forOthers], 'all-closed'],
    ['all full', [full, closed], 'all-full'],
    ['all too old', [stale, closed], 'all-stale'],
    ['one full among old ones', [stale, full], 'all-full'],
  ])('%s', (_what, services, reason) => {
    expect(matching({}, services).noPlace).toBe(reason);
  });

  it('tells a department above its share that its turn comes', () => {
    const passed = [
      { serviceId: 'service-1', provider: '/providers/service-1', why: 'share-cap', at: NOW },
    ] as const;
    expect(matching({}, [{}, full], passed).noPlace).toBe('awaiting-turn');
  });

  it('lists the houses to ring when their counts are too old, best first', () => {
    const old = (id: string, changes: ServiceSketch): ServiceSketch => ({ id, ...stale, ...changes });
    const result = matching({}, [
      closed,
      old('far', { area: 'nord' }),
      old('near', {}),
      old('other', { languages: ['en'] }),
    ]);
    expect(result.unsuitable.map(({ service }) => service.entry.serviceId)).toEqual([
      'near',
      'far',
      'other',
      'service-1',
    ]);
  });

  it('knows when the first of the closed ones can be asked: once an announced closure ends', () => {
    const later: ServiceSketch = { closure: { from: NOW - HOUR, until: NOW + 30 * HOUR } };
    const sooner: ServiceSketch = { closure: { from: NOW - HOUR, until: NOW + HOUR } };
    const result = matching({}, [later, sooner]);
    expect(result).toMatchObject({ suitable: [], noPlace: 'all-closed', asksFrom: NOW + HOUR });
  });

  it('asks again some time before the hours begin', () => {
    const opening = {
      timeZone: 'America/Toronto',
      hours: [{ days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const, opens: '15:00', closes: '15:30' }],
    };
    const { asksFrom } = matching({}, [{ opening }]);
    expect(asksFrom).toBe(NOW + 11 * HOUR);
  });
});
