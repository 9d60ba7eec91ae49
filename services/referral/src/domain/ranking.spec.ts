import { describe, expect, it } from '@jest/globals';
import type { Accessibility } from '@havre/events';
import { match, type Match } from './matching.js';
import { profileOf } from './profile.js';
import { packRank, SOFT_RULES, unpackRank, type SoftRule } from './ranking.js';
import type { Request } from './request.js';
import { city, outlook, request, ZONE, type ServiceSketch } from './testing/city.js';

const adult = { ageGroup: 'adult', gender: 'woman' } as const;
const child = { ageGroup: 'child' } as const;

function matching(changes: Partial<Request>, services: readonly ServiceSketch[]): Match {
  return match(profileOf(request(changes), 'referral-1'), city(...services), outlook());
}

const order = ({ suitable }: Match): readonly string[] =>
  suitable.map(({ service }) => service.entry.serviceId);

/** Hours of every evening; it is four in the afternoon. */
const openFrom = (opens: string) => ({
  timeZone: ZONE,
  hours: [{ days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const, opens, closes: '08:00' }],
});

describe('ranking', () => {
  it('keeps what is scarce for those who need it', () => {
    const features: readonly Accessibility[] = ['step-free', 'accessible-bathroom'];
    const result = matching({}, [{ id: 'step-free', accessibility: features }, { id: 'plain' }]);
    expect(order(result)).toEqual(['plain', 'step-free']);
    expect(
      order(matching({ accessibility: ['step-free'] }, [{ id: 'step-free', accessibility: features }])),
    ).toEqual(['step-free']);
  });

  it('gives a family the smallest room that is large enough, before beds in a dormitory', () => {
    const household = { members: [adult, child, child] };
    const room = (sleeps: number): ServiceSketch => ({
      id: `room-for-${sleeps}`,
      unitTypes: ['room'],
      slots: [{ unitType: 'room', sleeps }],
    });
    expect(order(matching({ household }, [{ id: 'dormitory' }, room(8), room(3), room(4)]))).toEqual([
      'room-for-3',
      'room-for-4',
      'room-for-8',
      'dormitory',
    ]);
  });

  it.each<[string, ServiceSketch, ServiceSketch]>([
    ['open doors before later ones', {}, { opening: openFrom('19:00') }],
    ['a fresh count before a stale one', {}, { slots: [{ freshness: 'stale' }] }],
    ['the language of the household', {}, { languages: ['en'] }],
    ['the area of the household', {}, { area: 'nord' }],
    ['the emptier house', {}, { slots: [{ total: 50, available: 5 }] }],
  ])('prefers %s', (_what, better, worse) => {
    expect(
      order(
        matching({}, [
          { ...worse, id: 'worse' },
          { ...better, id: 'better' },
        ]),
      ),
    ).toEqual(['better', 'worse']);
  });

  it('prefers the nearer area, without asking anybody where the household is', () => {
    const at = (latitude: number) => ({ location: { latitude, longitude: -73.6 } });
    const services: ServiceSketch[] = [
      { id: 'far', area: 'ouest', ...at(45.7) },
      { id: 'near', area: 'nord', ...at(45.52) },
      { id: 'here', area: 'centre', ...at(45.5), slots: [{ available: 0 }] },
    ];
    expect(order(matching({}, services))).toEqual(['near', 'far']);
  });

  it('puts a place that others have just asked for last', () => {
    const directory = city({ id: 'asked' }, { id: 'quiet', languages: ['en'] });
    const asked = directory.service('asked')!.slots[0]!;
    const result = match(
      profileOf(request(), 'r'),
      directory,
      outlook({ pending: (slot) => (slot === asked ? 5 : 0) }),
    );
    expect(order(result)).toEqual(['quiet', 'asked']);
  });

  it('counts the places that the same batch has taken', () => {
    const directory = city({ slots: [{ available: 1 }] });
    const result = match(profileOf(request(), 'r'), directory, outlook({ taken: () => 1 }));
    expect(result.noPlace).toBe('all-full');
  });

  describe('between two that are alike', () => {
    const drawn = (referralId: string, houses: readonly ServiceSketch[]): string | undefined =>
      order(match(profileOf(request(), referralId), city(...houses), outlook()))[0];
    const first = { id: 'maison-1' };
    const second = { id: 'maison-2' };

    it('draws by the id of the referral alone: alike each time, in whatever order they came', () => {
      for (let index = 0; index < 50; index += 1) {
        const id = `referral-${index}`;
        expect(drawn(id, [second, first])).toBe(drawn(id, [first, second]));
      }
    });

    it('favours neither', () => {
      const ids = Array.from({ length: 1_000 }, (_, index) => `referral-${index}`);
      const forFirst = ids.filter((id) => drawn(id, [first, second]) === first.id).length;
      expect(forFirst).toBeGreaterThan(400);
      expect(forFirst).toBeLessThan(600);
    });

    it('never draws where a rule says which', () => {
      const speaks = { ...second, languages: ['es'] };
      for (let index = 0; index < 50; index += 1) {
        expect(drawn(`referral-${index}`, [first, speaks])).toBe(first.id);
      }
    });
  });

  it('packs the values of the rules into a number that sorts like them', () => {
    const names = Object.keys(SOFT_RULES) as SoftRule[];
    const largest = Object.fromEntries(
      names.map((name) => [name, SOFT_RULES[name] - 1]),
    ) as typeof SOFT_RULES;
    expect(unpackRank(packRank(largest))).toEqual(largest);
    const worseFirst = { ...largest, contended: 0 };
    expect(packRank(worseFirst)).toBeLessThan(packRank({ ...largest, opens: 0, fit: 0 }));
  });
});

describe('a large directory', () => {
  const many = (count: number, sketch: ServiceSketch): ServiceSketch[] =>
    Array.from({ length: count }, (_, index) => ({ ...sketch, id: `s-${String(index).padStart(5, '0')}` }));

  it('compares the nearest that have places, not everything', () => {
    const result = matching({}, [...many(2000, { area: 'nord' }), { id: 'here' }]);
    expect(order(result)[0]).toBe('here');
    expect(result.suitable.length).toBeLessThanOrEqual(24);
    expect(result.unexamined).toBeGreaterThan(1900);
  });

  it('finds the one place there is', () => {
    const full = many(2000, { slots: [{ available: 0 }] });
    expect(order(matching({}, [...full, { id: 'the-one' }]))).toEqual(['the-one']);
  });

  it('spreads referrals over equal services', () => {
    const directory = city(...many(500, {}));
    const chosen = Array.from(
      { length: 200 },
      (_, index) =>
        match(profileOf(request(), `referral-${index}`), directory, outlook()).suitable[0]!.service.entry
          .serviceId,
    );
    expect(new Set(chosen).size).toBeGreaterThan(60);
  });
});
