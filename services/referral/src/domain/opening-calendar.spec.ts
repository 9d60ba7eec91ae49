import type { OpeningHours } from '@havre/events';
import { describe, expect, it } from '@jest/globals';
import { instantOf } from './local-time.js';
import { isOpenAt, isShutAt, opensFrom, opensOn, scheduleOf, type Closure } from './opening.js';
import { HOUR, ZONE } from './testing/city.js';

const at = (local: string, offset = '-05:00'): number => Date.parse(`${local}:00${offset}`);
const ALL_DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
const opening = (changes: Partial<OpeningHours>): OpeningHours => ({ timeZone: ZONE, hours: [], ...changes });
const schedule = (changes: Partial<OpeningHours>, closure?: Closure) =>
  scheduleOf(opening(changes), closure, ZONE);
const every = (rrule: string, opens: string, closes: string, from = '2026-01-01') => ({
  rrule,
  from,
  opens,
  closes,
});

describe('hours that follow more than the week', () => {
  const firstSaturdays = schedule({ schedules: [every('FREQ=MONTHLY;BYDAY=1SA', '10:00', '14:00')] });

  it('given the first Saturday of the month, then opens on that day only', () => {
    expect(opensFrom(firstSaturdays, at('2026-11-22T12:00'))).toBe(at('2026-12-05T10:00'));
    expect(isOpenAt(firstSaturdays, at('2026-12-05T13:59'))).toBe(true);
    expect(isOpenAt(firstSaturdays, at('2026-12-05T14:00'))).toBe(false);
    expect(opensOn(firstSaturdays, '2026-12-12')).toBeNull();
  });

  it('given weekly hours beside a rule, then both count', () => {
    const both = schedule({
      hours: [{ days: ['mo'], opens: '09:00', closes: '12:00' }],
      schedules: [every('FREQ=MONTHLY;BYDAY=1SA', '10:00', '14:00')],
    });
    expect(opensFrom(both, at('2026-11-22T12:00'))).toBe(at('2026-11-23T09:00'));
    expect(isOpenAt(both, at('2026-12-05T11:00'))).toBe(true);
  });

  it('given a rule that ends, then nothing opens after', () => {
    const winter = schedule({
      schedules: [{ ...every('FREQ=DAILY', '20:00', '08:00', '2026-11-01'), until: '2026-11-30' }],
    });
    expect(isOpenAt(winter, at('2026-12-01T07:59'))).toBe(true);
    expect(opensFrom(winter, at('2026-12-01T08:00'))).toBeNull();
  });

  it('given a holiday, then stays shut that day, also for a place of that day', () => {
    const nights = schedule({
      hours: [{ days: ALL_DAYS, opens: '18:00', closes: '08:00' }],
      exceptions: [{ date: '2026-12-25' }],
    });
    expect(isOpenAt(nights, at('2026-12-25T07:00'))).toBe(true);
    expect(isOpenAt(nights, at('2026-12-25T19:00'))).toBe(false);
    expect(opensOn(nights, '2026-12-25')).toBeNull();
    expect(isShutAt(nights, at('2026-12-25T14:00'))).toBe(true);
    expect(opensFrom(nights, at('2026-12-25T09:00'))).toBe(at('2026-12-26T18:00'));
  });

  it('given other hours for a day, then they replace the usual ones', () => {
    const shorter = schedule({
      hours: [{ days: ALL_DAYS, opens: '09:00', closes: '17:00' }],
      exceptions: [{ date: '2026-12-24', opens: '09:00', closes: '12:00' }],
    });
    expect(isOpenAt(shorter, at('2026-12-24T11:00'))).toBe(true);
    expect(isOpenAt(shorter, at('2026-12-24T13:00'))).toBe(false);
    expect(isShutAt(shorter, at('2026-12-24T11:00'))).toBe(false);
  });

  it('given a rule that nobody can read, then never opens: nobody is sent on a guess', () => {
    expect(
      opensFrom(schedule({ schedules: [every('FREQ=HOURLY', '09:00', '17:00')] }), at('2026-11-22T12:00')),
    ).toBeNull();
  });

  it('given a closure that ends during the day, then opens when it ends', () => {
    const now = at('2026-12-05T09:00');
    const closure = { from: now - HOUR, until: at('2026-12-05T12:00') };
    const shut = schedule({ schedules: [every('FREQ=MONTHLY;BYDAY=1SA', '10:00', '14:00')] }, closure);
    expect(opensFrom(shut, now)).toBe(closure.until);
    expect(opensOn(shut, '2026-12-05')).toBe(closure.until);
  });
});

describe('when the clocks change', () => {
  const nightly = schedule({ schedules: [every('FREQ=DAILY', '20:00', '08:00')] });

  it('given the night of spring, then it is an hour shorter, by the clock as long', () => {
    expect(opensFrom(nightly, at('2026-03-07T12:00'))).toBe(at('2026-03-07T20:00'));
    expect(isOpenAt(nightly, at('2026-03-08T07:59', '-04:00'))).toBe(true);
    expect(isOpenAt(nightly, at('2026-03-08T08:00', '-04:00'))).toBe(false);
  });

  it('given the night of autumn, then both hours of two are night', () => {
    expect(isOpenAt(nightly, at('2026-11-01T01:30', '-04:00'))).toBe(true);
    expect(isOpenAt(nightly, at('2026-11-01T01:30', '-05:00'))).toBe(true);
    expect(isOpenAt(nightly, at('2026-11-01T08:00'))).toBe(false);
  });

  it.each([
    ['by a rule', { schedules: [every('FREQ=DAILY', '02:30', '06:00')] }],
    ['by the week', { hours: [{ days: ALL_DAYS, opens: '02:30', closes: '06:00' }] }],
  ])('given an opening that spring jumps over, %s, then opens at the jump', (_how, changes) => {
    const before = at('2026-03-08T00:30');
    expect(opensFrom(schedule(changes), before)).toBe(at('2026-03-08T03:00', '-04:00'));
    expect(isOpenAt(schedule(changes), at('2026-03-08T03:00', '-04:00'))).toBe(true);
  });

  it('has the instant of a local time: that of the jump, or the first of two', () => {
    expect(instantOf(ZONE, '2026-03-08', '02:30')).toBe(at('2026-03-08T03:00', '-04:00'));
    expect(instantOf(ZONE, '2026-11-01', '01:30')).toBe(at('2026-11-01T01:30', '-04:00'));
    expect(instantOf(ZONE, '2026-11-22', '18:00')).toBe(at('2026-11-22T18:00'));
    expect(instantOf('Pacific/Auckland', '2026-04-05', '02:30')).toBe(at('2026-04-05T02:30', '+13:00'));
    expect(instantOf('UTC', '2026-11-22', '18:00')).toBe(at('2026-11-22T18:00', '+00:00'));
  });
});
