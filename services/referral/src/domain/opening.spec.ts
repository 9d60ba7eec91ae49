import type { OpeningHours } from '@havre/events';
import { describe, expect, it } from '@jest/globals';
import { localDate } from './local-time.js';
import { isOpenAt, opensFrom, opensOn, scheduleOf, type Closure } from './opening.js';
import { HOUR, ZONE } from './testing/city.js';

const at = (local: string, offset = '-05:00'): number => Date.parse(`${local}:00${offset}`);
const ALL_DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
const night: OpeningHours = { timeZone: ZONE, hours: [{ days: ALL_DAYS, opens: '18:00', closes: '08:00' }] };
const office: OpeningHours = {
  timeZone: ZONE,
  hours: [{ days: ['mo', 'tu', 'we', 'th', 'fr'], opens: '09:00', closes: '17:00' }],
};
const schedule = (opening?: OpeningHours, closure?: Closure) => scheduleOf(opening, closure, ZONE);

describe('opening hours', () => {
  it('without hours, is always open', () => {
    expect(isOpenAt(schedule(), at('2026-11-22T03:00'))).toBe(true);
  });

  it('runs over midnight, and over the end of the week', () => {
    expect(isOpenAt(schedule(night), at('2026-11-22T23:00'))).toBe(true);
    expect(isOpenAt(schedule(night), at('2026-11-23T07:59'))).toBe(true);
    expect(isOpenAt(schedule(night), at('2026-11-23T08:00'))).toBe(false);
  });

  it('opens at the next opening', () => {
    expect(opensFrom(schedule(night), at('2026-11-22T15:30'))).toBe(at('2026-11-22T18:00'));
    expect(opensFrom(schedule(office), at('2026-11-20T18:00'))).toBe(at('2026-11-23T09:00'));
  });

  it('keeps local time when the clocks change', () => {
    const beforeChange = at('2026-10-30T20:00', '-04:00');
    expect(opensFrom(schedule(office), beforeChange)).toBe(at('2026-11-02T09:00'));
    const spring = at('2026-03-06T18:00');
    expect(opensFrom(schedule(office), spring)).toBe(at('2026-03-09T09:00', '-04:00'));
  });

  it('reads hours in an unknown zone on the clock of the city', () => {
    const elsewhere = { ...night, timeZone: 'Nowhere/Here' };
    expect(opensFrom(schedule(elsewhere), at('2026-11-22T15:30'))).toBe(at('2026-11-22T18:00'));
  });

  it('stays shut while the provider says so, then opens at its hours', () => {
    const now = at('2026-11-23T10:00');
    const closure = { from: now - HOUR, until: at('2026-11-23T20:00') };
    expect(isOpenAt(schedule(office, closure), now)).toBe(false);
    expect(opensFrom(schedule(office, closure), now)).toBe(at('2026-11-24T09:00'));
    expect(opensFrom(schedule(office, { from: now - HOUR }), now)).toBeNull();
    expect(opensFrom(schedule(undefined, closure), now)).toBe(closure.until);
  });

  it('is open until a closure that is announced begins', () => {
    const now = at('2026-11-23T10:00');
    expect(opensFrom(schedule(office, { from: now + HOUR }), now)).toBe(now);
  });

  it('knows whether it opens on a day', () => {
    expect(opensOn(schedule(office), '2026-11-24')).toBe(at('2026-11-24T09:00'));
    expect(opensOn(schedule(office), '2026-11-22')).toBeNull();
    expect(opensOn(schedule(), '2026-11-22')).toBe(at('2026-11-22T00:00'));
  });

  it('opens on no day that is beyond all plans', () => {
    for (const date of ['0000-01-01', '9999-12-31']) expect(opensOn(schedule(), date)).toBeNull();
  });

  it('has local dates', () => {
    expect(localDate(ZONE, Date.parse('2026-11-23T04:59:00Z'))).toBe('2026-11-22');
    expect(localDate(ZONE, Date.parse('2026-11-23T05:00:00Z'))).toBe('2026-11-23');
  });
});
