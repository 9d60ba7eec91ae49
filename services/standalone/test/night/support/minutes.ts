/** Whole minutes from one RFC 3339 time to another. */
export function minutesBetween(from: unknown, to: unknown): number {
  return Math.round((Date.parse(String(to)) - Date.parse(String(from))) / 60_000);
}

/** RFC 3339 time some minutes after another. */
export function minutesAfter(time: Date, minutes: number): string {
  return new Date(time.getTime() + minutes * 60_000).toISOString();
}

/** Opening hours, every day, from `from` for `minutes`, in UTC. */
export function opensAt(from: Date, minutes: number): object {
  const clockTime = (time: Date): string => time.toISOString().slice(11, 16);
  return {
    timeZone: 'UTC',
    hours: [
      {
        days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'],
        opens: clockTime(from),
        closes: clockTime(new Date(from.getTime() + minutes * 60_000)),
      },
    ],
  };
}
