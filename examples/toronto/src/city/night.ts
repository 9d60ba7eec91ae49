import { readCsv } from './read-csv.js';

const COLUMNS = [
  'date',
  'service_users',
  'mean_unoccupied_beds',
  'mean_occupied_beds',
  'mean_unoccupied_rooms',
  'mean_occupied_rooms',
] as const;

/** One night of the whole system, counted at 04:00 the next morning. */
export interface Night {
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string;
  /** People served that night. */
  readonly people: number;
  /** Share of the beds that stayed free, 0 to 1. */
  readonly freeBeds: number;
  /** Share of the rooms that stayed free, 0 to 1. */
  readonly freeRooms: number;
}

/** Nights of `daily.csv`, oldest first; throws when a row cannot be read or the nights do not follow each other. */
export function parseNights(csv: string): readonly Night[] {
  const nights = readCsv(csv, COLUMNS).map((row) => ({
    date: row.date,
    people: toNumber(row.service_users),
    freeBeds: share(toNumber(row.mean_unoccupied_beds), toNumber(row.mean_occupied_beds)),
    freeRooms: share(toNumber(row.mean_unoccupied_rooms), toNumber(row.mean_occupied_rooms)),
  }));
  nights.forEach((night, index) => {
    const before = nights[index - 1];
    if (before !== undefined && nextDate(before.date) !== night.date)
      throw new Error(`a night before ${night.date} is missing`);
  });
  return nights;
}

function nextDate(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function toNumber(text: string): number {
  const number = Number(text);
  if (text === '' || !(number >= 0)) throw new Error('a night has a count that is no number');
  return number;
}

function share(free: number, occupied: number): number {
  return free + occupied === 0 ? 0 : free / (free + occupied);
}
