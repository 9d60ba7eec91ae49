/** A range of days, both included, `YYYY-MM-DD`. */
export type Days =
  { readonly outcome: 'read'; readonly from: string; readonly to: string } | { readonly outcome: 'refused' };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 7;
const MAX_DAYS = 400;

/** Reads a range of at most 400 days from query parameters; what is absent counts back from today (UTC). */
export function readDays(from: unknown, to: unknown, now: Date): Days {
  const last = to === undefined ? dayOf(now.getTime()) : to;
  if (!isDay(last)) return { outcome: 'refused' };
  const first = from === undefined ? dayOf(Date.parse(last) - (DEFAULT_DAYS - 1) * DAY_MS) : from;
  if (!isDay(first)) return { outcome: 'refused' };
  const count = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  return count >= 1 && count <= MAX_DAYS
    ? { outcome: 'read', from: first, to: last }
    : { outcome: 'refused' };
}

function isDay(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    DAY.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    dayOf(Date.parse(value)) === value
  );
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
