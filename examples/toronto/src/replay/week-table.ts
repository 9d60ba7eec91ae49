import { type NightResult, addNights, percentile } from './night-result.js';

export type Language = 'fr' | 'en';

export interface DatedResult extends NightResult {
  readonly date: string;
}

const NIGHTS_A_WEEK = 7;

const TEXT = {
  fr: {
    columns: [
      'semaine du',
      'nuits',
      'demandés',
      'offerts',
      'acceptés',
      'en attente',
      'sans place',
      'médiane',
      'p99',
      'en surnombre',
      'refus à la porte',
    ],
    total: 'total',
  },
  en: {
    columns: [
      'week of',
      'nights',
      'asked',
      'offered',
      'accepted',
      'waitlisted',
      'unplaced',
      'median',
      'p99',
      'overbooked',
      'gate drops',
    ],
    total: 'total',
  },
} as const;

/** A row for every seven nights, counted from the first, and one for all of them, as aligned columns. */
export function weekTable(nights: readonly DatedResult[], language: Language): string {
  const weeks = Array.from({ length: Math.ceil(nights.length / NIGHTS_A_WEEK) }, (_, week) =>
    nights.slice(week * NIGHTS_A_WEEK, (week + 1) * NIGHTS_A_WEEK),
  );
  const { columns, total } = TEXT[language];
  const rows = weeks.map((week) => row(week[0]?.date ?? '', week));
  return align([[...columns], ...rows, row(total, nights)]);
}

function row(title: string, nights: readonly NightResult[]): string[] {
  const sum = addNights(nights);
  return [
    title,
    ...[nights.length, sum.asked, sum.offered, sum.accepted, sum.waitlisted, sum.unplaced].map(String),
    milliseconds(percentile(sum.offerMs, 0.5)),
    milliseconds(percentile(sum.offerMs, 0.99)),
    String(sum.overbooked),
    String(sum.gateDrops),
  ];
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '–' : `${Math.round(value)} ms`;
}

function align(rows: readonly (readonly string[])[]): string {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return rows
    .map((cells) => cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
