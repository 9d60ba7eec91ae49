import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS } from '../limits.js';
import { match, type Match } from '../matching.js';
import type { PassedService } from '../passed-service.js';
import { profileOf } from '../profile.js';
import type { Request } from '../request.js';
import { requestsOf } from '../request.js';
import { rulesIn } from '../rules.js';
import { turnOf } from '../waitlist.js';
import { city, HOUR, MINUTE, NOW, outlook, request, type ServiceSketch } from '../testing/city.js';

const adult = { ageGroup: 'adult', gender: 'woman' } as const;
const find = (
  changes: Partial<Request>,
  services: readonly ServiceSketch[],
  passed: readonly PassedService[] = [],
): Match => match(profileOf(request(changes), 'r'), city(...services), outlook({ passed }));
const order = ({ suitable }: Match): readonly string[] =>
  suitable.map(({ service }) => service.entry.serviceId);
const turn = (changes: Partial<Parameters<typeof turnOf>[0]>): number =>
  turnOf({ priority: 'routine', openedAt: NOW, urgent: false, fits: 5, ...changes }, DEFAULT_LIMITS);

describe('the rules of the night: places and the line', () => {
  it('A household is placed together, at one house, or not at all', () => {
    const household = { members: [adult, adult] };
    const two = find({ household }, [{ slots: [{ available: 1 }] }, { slots: [{ available: 2 }] }]);
    expect(order(two)).toEqual(['service-2']);
    expect(two.suitable[0]?.quantity).toBe(2);
  });

  it('A department above its share waits in line, and is refused nothing', () => {
    const passed = [
      { serviceId: 'service-1', provider: '/providers/service-1', why: 'share-cap', at: NOW },
    ] as const;
    expect(find({}, [{}], passed)).toMatchObject({ suitable: [], noPlace: 'awaiting-turn' });
  });

  it('Safety, fit, access and doors are never bent; language and distance only rank', () => {
    const far = { area: 'nord', languages: ['en'] };
    expect(
      order(find({ accessibility: ['step-free'] }, [{}, { ...far, accessibility: ['step-free'] }])),
    ).toEqual(['service-2']);
    expect(order(find({}, [far]))).toEqual(['service-1']);
    const need = { kind: 'shelter', priority: 'urgent', requires: ['language'] } as const;
    expect(order(find({ need }, [far]))).toEqual([]);
  });

  it('Scarce places go last to those who could go elsewhere', () => {
    const stepFree: ServiceSketch = { accessibility: ['step-free', 'ground-floor'] };
    expect(order(find({}, [stepFree, {}]))).toEqual(['service-2', 'service-1']);
    expect(order(find({ accessibility: ['step-free'] }, [stepFree, {}]))).toEqual(['service-1']);
  });

  it('An excluded house sees no trace', () => {
    const result = find({ exclusions: ['service-1'] }, [{}, {}]);
    expect(order(result)).toEqual(['service-2']);
    expect(rulesIn(result.unsuitable[0]?.failed ?? 0)).toEqual(['exclusions']);
  });

  it('The line goes by priority, then by age, and nobody starves', () => {
    expect(turn({ priority: 'emergency' })).toBeLessThan(turn({ priority: 'urgent' }));
    expect(turn({ openedAt: NOW - MINUTE })).toBeLessThan(turn({}));
    expect(turn({ openedAt: NOW - 25 * HOUR })).toBeLessThan(turn({ priority: 'urgent' }));
    expect(turn({ openedAt: NOW - 73 * HOUR })).toBeLessThan(turn({ priority: 'emergency' }));
  });

  it('A place is kept a while for those who fit nowhere else', () => {
    expect(turn({ fits: 1, openedAt: NOW + 29 * MINUTE })).toBeLessThan(turn({}));
    expect(turn({ fits: 1, openedAt: NOW + 31 * MINUTE })).toBeGreaterThan(turn({}));
  });

  it('“No place” is said in four ways', () => {
    const full: ServiceSketch = { slots: [{ available: 0 }] };
    const old: ServiceSketch = { slots: [{ freshness: 'expired' }] };
    const closed: ServiceSketch = { closure: { from: NOW - HOUR } };
    const reasons = [[], [closed], [full], [old]].map((services) => find({}, services).noPlace);
    expect(reasons).toEqual(['none-exists', 'all-closed', 'all-full', 'all-stale']);
  });

  it('When all counts are too old, a person gets the houses to ring', () => {
    const old = (id: string, changes: ServiceSketch = {}): ServiceSketch => ({
      id,
      slots: [{ freshness: 'expired' }],
      ...changes,
    });
    const services = [old('far', { area: 'nord' }), old('near'), old('hidden', { confidential: true })];
    expect(find({}, services).toRing).toEqual(['near', 'far']);
  });

  it('A house that leaves an offer unanswered is asked later, until it counts again', () => {
    const directory = city({ id: 'a-silent' }, { id: 'b-other' });
    directory.putSilence('a-silent', NOW);
    const found = match(profileOf(request(), 'r'), directory, outlook());
    expect(order(found)).toEqual(['b-other', 'a-silent']);
  });

  it('An appointment is the earliest that suits and has not begun', () => {
    const at = (time: string) => ({ unitType: 'appointment', date: '2026-11-23', time }) as const;
    const clinic: ServiceSketch = {
      kind: 'health',
      unitTypes: ['appointment'],
      slots: [at('15:00'), at('09:00'), at('10:30')],
    };
    const need = { kind: 'health', priority: 'routine', between: { from: '10:00', to: '12:00' } } as const;
    expect(find({ need }, [clinic]).suitable[0]?.slot?.time).toBe('10:30');
  });

  it('The needs of one intake go their own ways', () => {
    const needs = [
      { kind: 'shelter', priority: 'urgent' },
      { kind: 'food', priority: 'routine' },
    ] as const;
    const [bed, meal] = requestsOf({ household: { members: [adult] }, language: 'fr', needs: [...needs] });
    expect(order(find(bed!, [{}]))).toEqual(['service-1']);
    expect(find(meal!, [{}]).noPlace).toBe('none-exists');
  });
});
