import type { Need } from '@havre/events';
import { describe, expect, it } from '@jest/globals';
import { slotKey } from './directory.js';
import { match, type Match } from './matching.js';
import { profileOf } from './profile.js';
import { rulesIn } from './rules.js';
import { city, HOUR, NOW, outlook, request, type ServiceSketch } from './testing/city.js';
import { matched, opened, when, INPUTS } from './testing/referrals.js';

/** NOW is Sunday 2026-11-22, 16:00 local. */
type Sketch = NonNullable<ServiceSketch['slots']>[number];
const at = (date: string, time: string, changes: Sketch = {}): Sketch => ({
  unitType: 'appointment',
  date,
  time,
  ...changes,
});
const clinic = (...slots: readonly Sketch[]): ServiceSketch => ({
  kind: 'health',
  unitTypes: ['appointment'],
  opening: {
    timeZone: 'America/Toronto',
    hours: [{ days: ['mo', 'tu', 'we'], opens: '09:00', closes: '17:00' }],
  },
  slots,
});
const find = (need: Partial<Need>, services: readonly ServiceSketch[], now = NOW): Match =>
  match(
    profileOf(request({ need: { kind: 'health', priority: 'routine', ...need } }), 'r'),
    city(...services),
    outlook({ now }),
  );
const chosen = ({ suitable }: Match): string =>
  `${suitable[0]?.slot?.date ?? ''} ${suitable[0]?.slot?.time ?? ''}`;
const refused = ({ unsuitable }: Match): readonly string[] => rulesIn(unsuitable[0]?.failed ?? 0);

describe('appointments', () => {
  it('given several, then the earliest that is free and has not started is taken', () => {
    const slots = [
      at('2026-11-24', '09:00'),
      at('2026-11-23', '10:00', { available: 0 }),
      at('2026-11-23', '14:30'),
      at('2026-11-22', '15:30'),
    ];
    expect(chosen(find({}, [clinic(...slots)]))).toBe('2026-11-23 14:30');
  });

  it('given an appointment of today, then it is over once it has started, in the zone of the service', () => {
    const slots = [at('2026-11-22', '16:30')];
    expect(chosen(find({}, [clinic(...slots)]))).toBe('2026-11-22 16:30');
    expect(refused(find({}, [clinic(...slots)], NOW + HOUR / 2))).toEqual(['date']);
    const west = { ...clinic(...slots), opening: { timeZone: 'America/Vancouver', hours: [] } };
    expect(chosen(find({}, [west], NOW + HOUR / 2))).toBe('2026-11-22 16:30');
  });

  it('given hours that suit, then no other hour is taken', () => {
    const slots = [at('2026-11-23', '09:00'), at('2026-11-23', '12:00'), at('2026-11-23', '13:00')];
    expect(chosen(find({ between: { from: '12:00', to: '13:00' } }, [clinic(...slots)]))).toBe(
      '2026-11-23 12:00',
    );
    expect(chosen(find({ between: { from: '12:30', to: '09:30' } }, [clinic(...slots)]))).toBe(
      '2026-11-23 09:00',
    );
    expect(refused(find({ between: { from: '14:00', to: '18:00' } }, [clinic(...slots)]))).toEqual(['time']);
  });

  it('given hours that suit, then an appointment that says no time is not taken on a guess', () => {
    const untimed = clinic({ unitType: 'appointment', date: '2026-11-23' });
    expect(refused(find({ between: { from: '09:00', to: '12:00' } }, [untimed]))).toEqual(['time']);
    expect(chosen(find({}, [untimed]))).toBe('2026-11-23 ');
  });

  it('given a day that is wanted, then only appointments of that day do', () => {
    const slots = [at('2026-11-23', '09:00'), at('2026-11-24', '11:00')];
    expect(chosen(find({ date: '2026-11-24' }, [clinic(...slots)]))).toBe('2026-11-24 11:00');
    expect(refused(find({ date: '2026-11-25' }, [clinic(...slots)]))).toEqual(['date']);
  });

  it('given two services, then the one that can see them first is asked first', () => {
    const later = { ...clinic(at('2026-11-25', '09:00')), id: 'a-later' };
    const sooner = { ...clinic(at('2026-11-23', '09:00')), id: 'b-sooner' };
    expect(find({}, [later, sooner]).suitable.map(({ service }) => service.entry.serviceId)).toEqual([
      'b-sooner',
      'a-later',
    ]);
  });

  it('given a closure or a holiday on that day, then the appointment does not hold', () => {
    const slots = [at('2026-11-23', '09:00'), at('2026-11-24', '09:00')];
    const shut = { ...clinic(...slots), closure: { from: NOW, until: NOW + 24 * HOUR } };
    expect(chosen(find({}, [shut]))).toBe('2026-11-24 09:00');
    const opening = { timeZone: 'America/Toronto', hours: [], exceptions: [{ date: '2026-11-23' }] };
    expect(chosen(find({}, [{ ...clinic(...slots), opening }]))).toBe('2026-11-24 09:00');
  });

  it('given two times of one day, then they are two places', () => {
    const unit = { unitType: 'appointment', date: '2026-11-23' } as const;
    const keys = ['09:00', '10:00', undefined].map((time) =>
      slotKey('clinique', { ...unit, ...(time === undefined ? {} : { time }) }),
    );
    expect(new Set(keys).size).toBe(3);
  });
});

describe('an offer', () => {
  const offerOf = (service: ServiceSketch, need: Partial<Need> = {}) => {
    const directory = city({ id: 'refuge-lits', provider: '/providers/refuge', ...service });
    const asking = request({ need: { kind: 'health', priority: 'routine', ...need } });
    const [candidate] = match(profileOf(asking, 'r'), directory, outlook()).suitable;
    if (candidate === undefined) throw new Error('no place in this test');
    const requested = when(opened(), { ...matched(), candidate });
    const offered = when(requested.referral!, INPUTS.placed);
    return { requested: requested.data?.('hold.requested'), offered: offered.data?.('referral.offered') };
  };

  it('given an appointment, then says which day and at what time, as the ledger was asked', () => {
    const { requested, offered } = offerOf(clinic(at('2026-11-23', '14:30')));
    expect(requested).toMatchObject({ date: '2026-11-23', time: '14:30' });
    expect(offered).toMatchObject({ date: '2026-11-23', time: '14:30' });
    expect(offered).not.toHaveProperty('opensAt');
  });

  it('given a room of a house that opens tonight, then says how many it sleeps and when the doors open', () => {
    const opening = {
      timeZone: 'America/Toronto',
      hours: [{ days: ['su'] as const, opens: '18:00', closes: '08:00' }],
    };
    const { offered } = offerOf(
      { kind: 'shelter', unitTypes: ['room'], opening, slots: [{ unitType: 'room', sleeps: 3 }] },
      { kind: 'shelter' },
    );
    expect(offered).toMatchObject({ sleeps: 3, opensAt: new Date(NOW + 2 * HOUR).toISOString() });
  });
});
