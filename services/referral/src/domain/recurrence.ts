const DAY_MS = 86_400_000;
/** Rules that end after so many times are followed for so long at most. */
const COUNTED_DAYS = 3_660;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

type Frequency = (typeof FREQUENCIES)[number];

/** A calendar day as a number: days since 1970-01-01. */
export type Day = number;

/** The day of a date `YYYY-MM-DD`. */
export function dayOf(date: string): Day {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** The date of a day, `YYYY-MM-DD`. */
export function dateOf(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day of the week, 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

interface WeekdayPart {
  readonly weekday: number;
  /** Which one of the month or the year, from its end when negative; 0: each. */
  readonly ordinal: number;
}

interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number;
  readonly until: Day;
  readonly weekdays: readonly WeekdayPart[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  readonly positions: readonly number[];
  readonly weekStart: number;
}

/**
 * The days on which something recurs by a rule of RFC 5545, from its first day on: FREQ from DAILY to YEARLY, INTERVAL,
 * COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, WKST. Each day is judged by itself, so that no rule, also one that
 * never comes true, costs more than another. Null for a rule with any other part: it is read as one that never opens.
 */
export function recurrenceOf(text: string, start: Day): Recurrence | null {
  const rule = parseRule(text);
  return rule === null ? null : new Recurrence(withDefaults(rule, start), start);
}

/** Days that recur. */
export class Recurrence {
  private readonly last: Day;
  private chosen: { readonly period: number; readonly days: ReadonlySet<Day> } | undefined;

  constructor(
    private readonly rule: Rule,
    private readonly start: Day,
  ) {
    this.last = Math.min(rule.until, rule.count === Infinity ? Infinity : this.lastCounted());
  }

  includes(day: Day): boolean {
    return day <= this.last && this.recurs(day);
  }

  private lastCounted(): Day {
    let left = this.rule.count;
    for (let day = this.start; day < this.start + COUNTED_DAYS; day++) {
      if (this.recurs(day) && --left === 0) return day;
    }
    return this.start + COUNTED_DAYS;
  }

  private recurs(day: Day): boolean {
    if (day < this.start || !this.isInPeriod(day) || !this.matches(day)) return false;
    return this.rule.positions.length === 0 || this.chosenIn(day).has(day);
  }

  /** The days of a period that its positions choose; the last period is remembered, as days are asked in their order. */
  private chosenIn(day: Day): ReadonlySet<Day> {
    const period = this.periodNumber(day);
    if (this.chosen?.period === period) return this.chosen.days;
    const days = this.periodOf(day).filter((other) => this.matches(other));
    const chosen = this.rule.positions.flatMap(
      (position) => days.at(position > 0 ? position - 1 : position) ?? [],
    );
    this.chosen = { period, days: new Set(chosen) };
    return this.chosen.days;
  }

  private isInPeriod(day: Day): boolean {
    return (this.periodNumber(day) - this.periodNumber(this.start)) % this.rule.interval === 0;
  }

  private periodNumber(day: Day): number {
    switch (this.rule.frequency) {
      case 'DAILY':
        return day;
      case 'WEEKLY':
        return Math.floor((day + 3 - this.rule.weekStart) / 7);
      case 'MONTHLY':
        return partsOf(day).year * 12 + partsOf(day).month;
      case 'YEARLY':
        return partsOf(day).year;
    }
  }

  private matches(day: Day): boolean {
    const { months, monthDays, weekdays } = this.rule;
    const { year, month, dayOfMonth } = partsOf(day);
    if (months.length > 0 && !months.includes(month + 1)) return false;
    const fromEnd = dayOfMonth - lengthOf(year, month) - 1;
    if (monthDays.length > 0 && !monthDays.includes(dayOfMonth) && !monthDays.includes(fromEnd)) return false;
    return weekdays.length === 0 || weekdays.some((part) => this.isThatWeekday(part, day));
  }

  private isThatWeekday({ weekday, ordinal }: WeekdayPart, day: Day): boolean {
    const { frequency, months } = this.rule;
    if (weekday !== weekdayOf(day)) return false;
    if (ordinal === 0 || frequency === 'DAILY' || frequency === 'WEEKLY') return true;
    const { year, month } = partsOf(day);
    const isOfYear = frequency === 'YEARLY' && months.length === 0;
    const [from, to] = isOfYear
      ? [startOf(year, 0), startOf(year + 1, 0)]
      : [startOf(year, month), startOf(year, month + 1)];
    return ordinal > 0
      ? Math.floor((day - from) / 7) + 1 === ordinal
      : -(Math.floor((to - 1 - day) / 7) + 1) === ordinal;
  }

  private periodOf(day: Day): readonly Day[] {
    const { year, month } = partsOf(day);
    switch (this.rule.frequency) {
      case 'DAILY':
        return [day];
      case 'WEEKLY':
        return daysFrom(this.periodNumber(day) * 7 - 3 + this.rule.weekStart, 7);
      case 'MONTHLY':
        return daysFrom(startOf(year, month), lengthOf(year, month));
      case 'YEARLY':
        return daysFrom(startOf(year, 0), startOf(year + 1, 0) - startOf(year, 0));
    }
  }
}

/** What a rule does not say follows from its first day. */
function withDefaults(rule: Rule, start: Day): Rule {
  if (rule.weekdays.length > 0 || rule.monthDays.length > 0 || rule.frequency === 'DAILY') return rule;
  if (rule.frequency === 'WEEKLY') return { ...rule, weekdays: [{ weekday: weekdayOf(start), ordinal: 0 }] };
  const { month, dayOfMonth } = partsOf(start);
  const months = rule.frequency === 'YEARLY' && rule.months.length === 0 ? [month + 1] : rule.months;
  return { ...rule, months, monthDays: [dayOfMonth] };
}

const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU))*$/,
  BYMONTHDAY: /^[+-]?\d{1,2}(,[+-]?\d{1,2})*$/,
  BYMONTH: /^\d{1,2}(,\d{1,2})*$/,
  BYSETPOS: /^[+-]?\d{1,3}(,[+-]?\d{1,3})*$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};

function parseRule(text: string): Rule | null {
  const parts = new Map(
    text
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.split('=', 2);
        return [name, value];
      }),
  );
  const frequency = FREQUENCIES.find((name) => name === parts.get('FREQ'));
  const isKnown = [...parts].every(([name, value]) => PARTS[name]?.test(value));
  if (frequency === undefined || !isKnown) return null;
  const numbers = (name: string): readonly number[] => parts.get(name)?.split(',').map(Number) ?? [];
  return {
    frequency,
    interval: numbers('INTERVAL')[0] ?? 1,
    count: numbers('COUNT')[0] ?? Infinity,
    until: untilOf(parts.get('UNTIL')),
    weekdays: parts.get('BYDAY')?.split(',').map(weekdayPart) ?? [],
    monthDays: numbers('BYMONTHDAY'),
    months: numbers('BYMONTH'),
    positions: numbers('BYSETPOS'),
    weekStart: WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO'),
  };
}

function weekdayPart(part: string): WeekdayPart {
  return { weekday: WEEKDAYS.indexOf(part.slice(-2)), ordinal: Number(part.slice(0, -2)) };
}

function untilOf(text: string | undefined): Day {
  return text === undefined ? Infinity : dayOf(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`);
}

function partsOf(day: Day): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), dayOfMonth: date.getUTCDate() };
}

function startOf(year: number, month: number): Day {
  return Math.round(Date.UTC(year, month, 1) / DAY_MS);
}

function lengthOf(year: number, month: number): number {
  return startOf(year, month + 1) - startOf(year, month);
}

function daysFrom(first: Day, length: number): readonly Day[] {
  return Array.from({ length }, (_, index) => first + index);
}
