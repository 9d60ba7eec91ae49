import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import rrule from 'rrule';
import { dateOf, dayOf, recurrenceOf, weekdayOf, type Day } from './recurrence.js';

const { RRule } = rrule;
const DAY_MS = 86_400_000;
const YEARS = 3;

function days(rule: string, start: string, length = 370): readonly string[] {
  const first = dayOf(start);
  const recurrence = recurrenceOf(rule, first);
  const asked = Array.from({ length }, (_, index) => first + index);
  return asked.filter((day) => recurrence?.includes(day)).map(dateOf);
}

/** What the reference implementation says of the same rule. */
function reference(rule: string, start: Day, length: number): readonly Day[] {
  const options = { ...RRule.parseString(rule), dtstart: new Date(start * DAY_MS) };
  const [from, to] = [new Date(start * DAY_MS), new Date((start + length - 1) * DAY_MS)];
  return new RRule(options).between(from, to, true).map((date) => date.getTime() / DAY_MS);
}

const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const list = <T>(item: fc.Arbitrary<T>, maxLength: number) =>
  fc.uniqueArray(item, { minLength: 1, maxLength });
const part = (name: string, values: fc.Arbitrary<readonly unknown[]>) =>
  fc.option(
    values.map((each) => `;${name}=${each.join(',')}`),
    { nil: '' },
  );
// Some with an ordinal beside others without: the reference reads that as both at once, RFC 5545 as either.
const ordinal = fc.constantFrom('1', '2', '-1');
const months = part('BYMONTH', list(fc.integer({ min: 1, max: 12 }), 4));
const monthDays = part('BYMONTHDAY', list(fc.constantFrom(1, 2, 15, 28, -1, -3), 3));
const plainWeekdays = part('BYDAY', list(weekday, 4));
const ordinalWeekdays = part(
  'BYDAY',
  list(
    fc.tuple(ordinal, weekday).map((each) => each.join('')),
    4,
  ),
);
const joined = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((each) => each.join(''));

const byDay = joined(fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY'), plainWeekdays, months);
// Days that a rule can never name make the reference loop to the end of its calendar.
const byMonth = joined(
  fc.constantFrom('FREQ=MONTHLY', 'FREQ=YEARLY'),
  fc.oneof(joined(plainWeekdays, monthDays), ordinalWeekdays),
  months,
);
// A position chooses among days: the reference loops for ever when there can be none.
const byPosition = joined(
  fc.constant('FREQ=MONTHLY'),
  list(weekday, 5).map((each) => `;BYDAY=${each.join(',')}`),
  fc.constantFrom(1, 2, -1).map((position) => `;BYSETPOS=${position}`),
);
const interval = fc.constantFrom(1, 2, 3).map((every) => `;INTERVAL=${every}`);
const end = fc.constantFrom('', '', ';COUNT=7', ';UNTIL=20280115');

describe('what recurs by a rule', () => {
  it('does so on the same days as in the reference implementation', () => {
    const start = fc.integer({ min: dayOf('2026-01-01'), max: dayOf('2027-12-31') });
    fc.assert(
      fc.property(joined(fc.oneof(byDay, byMonth, byPosition), interval, end), start, (rule, first) => {
        const recurrence = recurrenceOf(rule, first);
        const asked = Array.from({ length: YEARS * 365 }, (_, index) => first + index);
        expect(asked.filter((day) => recurrence?.includes(day))).toEqual(reference(rule, first, YEARS * 365));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2026-11-23', ['2026-11-23', '2026-11-25', '2026-11-30']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU', '2026-11-22', ['2026-11-22', '2026-12-06', '2026-12-20']],
    ['FREQ=MONTHLY;BYDAY=1SA', '2026-11-01', ['2026-11-07', '2026-12-05', '2027-01-02']],
    [
      'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-11-01',
      ['2026-11-30', '2026-12-31', '2027-01-29'],
    ],
    ['FREQ=DAILY;COUNT=3', '2026-11-29', ['2026-11-29', '2026-11-30', '2026-12-01']],
  ])('reads %s', (rule, start, expected) => {
    expect(days(rule, start).slice(0, 3)).toEqual(expected);
  });

  it.each([
    'FREQ=HOURLY',
    'FREQ=DAILY;BYHOUR=9',
    'INTERVAL=2',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;COUNT=99999',
    'FREQ=YEARLY;BYWEEKNO=20',
    'FREQ',
    '',
  ])('reads no rule in %j', (rule) => {
    expect(recurrenceOf(rule, dayOf('2026-11-22'))).toBeNull();
  });

  it.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYDAY=MO;BYSETPOS=366',
    'FREQ=DAILY;INTERVAL=7;BYDAY=MO',
  ])('asks no more of a rule that never comes true: %s', (rule) => {
    expect(days(rule, '2026-11-22')).toEqual([]);
  });

  it('has days of the week also before 1970', () => {
    expect(weekdayOf(dayOf('1969-12-29'))).toBe(0);
  });
});
