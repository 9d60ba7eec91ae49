import { INVARIANTS } from '../checks/invariant-broken.js';
import type { Figures, KindResult } from './figures.js';
import { decimalOf, numberOf, shareOf, timeOf } from './numbers.js';
import { REPORT_TEXT } from './report-text.js';
import { list, table } from './table.js';
import {
  DECLINE_WORDS,
  HUMAN_WORDS,
  KIND_WORDS,
  REFUSAL_WORDS,
  UNPLACED_WORDS,
  WITHOUT_EFFECT_WORDS,
  wordOf,
  type Language,
  type Words,
} from './words.js';

const SHOWN_NIGHTS = 14;
const WORST_NIGHTS = 7;

/** The report that a director reads, in lines. */
export function reportLines(figures: Figures, language: Language): readonly string[] {
  const text = REPORT_TEXT[language];
  const n = (value: number): string => numberOf(value, language);
  const { people, days, start, seed, houses, shelterPlaces, storms, steps } = figures;
  return [
    text.title(n(people), n(days), start, String(seed)),
    text.city(n(houses), n(shelterPlaces)),
    text.storms(storms.map(({ from }) => from.slice(0, 10))),
    ...section(text.kinds, kindRows(figures, language)),
    ...section(text.speed, speedRows(figures, language)),
    ...section(
      figures.nights.length > SHOWN_NIGHTS ? text.nightsWorst : text.nights,
      nightRows(figures, language),
    ),
    ...section(text.waits, waitRows(figures, language)),
    ...section(text.bySize, sizeRows(figures, language)),
    ...section(text.unplaced, countRows(figures.unplaced, UNPLACED_WORDS, language)),
    ...section(text.declines, countRows(figures.declines, DECLINE_WORDS, language)),
    ...section(text.refusals, countRows(figures.refusals, REFUSAL_WORDS, language)),
    ...section(text.offers, offerRows(figures, language)),
    ...section(text.choices, choiceRows(figures, language)),
    ...section(text.humanQueue, countRows(figures.humanQueue, HUMAN_WORDS, language)),
    ...section(text.withoutEffect, countRows(figures.withoutEffect, WITHOUT_EFFECT_WORDS, language)),
    ...section(text.spread, spreadRows(figures, language)),
    ...section(text.promises, promiseRows(figures, language)),
    '',
    text.checked(n(steps), Object.keys(INVARIANTS).length),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', title, ...lines];
}

function kindRows({ kinds }: Figures, language: Language): readonly string[] {
  const n = (value: number): string => numberOf(value, language);
  const rows = kinds.map(({ kind, needs, accepted, arrived, ends }) => [
    KIND_WORDS[language][kind],
    n(needs),
    n(accepted),
    shareOf(accepted, needs, language),
    n(arrived),
    n(ends['unplaced'] ?? 0),
    n(ends['withdrawn'] ?? 0),
    n((ends['now:waitlisted'] ?? 0) + (ends['now:needs-attention'] ?? 0)),
  ]);
  return table(REPORT_TEXT[language].kindHead, rows);
}

function speedRows({ kinds }: Figures, language: Language): readonly string[] {
  const t = (minutes: number | null): string => timeOf(minutes, language);
  const rows = kinds.map(({ kind, untilAccepted, untilArrived }) => [
    KIND_WORDS[language][kind],
    ...[untilAccepted, untilArrived].flatMap(({ median, p90, p99 }) => [t(median), t(p90), t(p99)]),
  ]);
  return table(REPORT_TEXT[language].speedHead, rows);
}

function nightRows({ nights }: Figures, language: Language): readonly string[] {
  const text = REPORT_TEXT[language];
  const n = (value: number): string => numberOf(value, language);
  const personNights = nights.reduce((sum, { people }) => sum + people, 0);
  const isMany = nights.length > SHOWN_NIGHTS;
  const worst = nights.toSorted(
    (one, other) => other.people - one.people || (one.date < other.date ? -1 : 1),
  );
  const shown = isMany ? worst.slice(0, WORST_NIGHTS) : nights;
  const rows = shown.map(({ date, people, households, free, places, isStorm }) => [
    date,
    n(people),
    n(households),
    n(free),
    shareOf(places - free, places, language),
    isStorm ? text.storm : '',
  ]);
  const mean = decimalOf(personNights / Math.max(1, nights.length), 1, language);
  return [...table(text.nightHead, rows), `  ${text.nightsSum(n(personNights), mean)}`];
}

function waitRows({ waits, stillWaiting }: Figures, language: Language): readonly string[] {
  const [all, hour, sixHours, day, longest, still] = REPORT_TEXT[language].waitRows;
  const n = (value: number): string => numberOf(value, language);
  return list([
    [all, n(waits.count)],
    [hour, n(waits.overHour)],
    [sixHours, n(waits.overSixHours)],
    [day, n(waits.overDay)],
    [longest, timeOf(waits.longest, language)],
    [still, n(stillWaiting.count)],
  ]);
}

function sizeRows({ waitsBySize }: Figures, language: Language): readonly string[] {
  const { bySizeHead, sizes, none } = REPORT_TEXT[language];
  const rows = Object.entries(waitsBySize).map(([size, { count, median, p90, longest }]) => [
    sizes[size] ?? size,
    numberOf(count, language),
    timeOf(median, language),
    timeOf(p90, language),
    timeOf(longest, language),
  ]);
  return rows.length === 0 ? [`  ${none}`] : table(bySizeHead, rows);
}

function countRows(
  counts: Readonly<Record<string, number>>,
  words: Words,
  language: Language,
): readonly string[] {
  const rows = Object.entries(counts)
    .sort(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))
    .map(([code, count]): [string, string] => [wordOf(words, language, code), numberOf(count, language)]);
  return rows.length === 0 ? [`  ${REPORT_TEXT[language].none}`] : list(rows);
}

function offerRows({ offers, incidents, life }: Figures, language: Language): readonly string[] {
  const [made, per, unanswered, notArrived, returned, reopened, transfers] = REPORT_TEXT[language].offerRows;
  const n = (value: number | undefined): string => numberOf(value ?? 0, language);
  return list([
    [made, n(offers.made)],
    [per, offers.perPlacement === null ? '–' : decimalOf(offers.perPlacement, 2, language)],
    [unanswered, n(offers.expired)],
    [notArrived, n(offers.notArrivedInTime)],
    [returned, n(sumOf(incidents, 'returned:'))],
    [reopened, n(life['reopened'])],
    [transfers, n(life['transfer'])],
  ]);
}

function choiceRows({ life }: Figures, language: Language): readonly string[] {
  const [spoken, near, farther, spare, larger] = REPORT_TEXT[language].choiceRows;
  const of = (name: string): number => life[name] ?? 0;
  const rooms = of('room:filled') + of('room:spare') + of('room:spare-and-larger-waits');
  return list([
    [spoken, shareOf(of('asked:language'), of('asked'), language)],
    [near, shareOf(of('asked:same-area'), of('asked:with-area'), language)],
    [farther, shareOf(of('asked:farther-than-needed'), of('asked:with-area'), language)],
    [spare, shareOf(of('room:spare') + of('room:spare-and-larger-waits'), rooms, language)],
    [larger, shareOf(of('room:spare-and-larger-waits'), rooms, language)],
  ]);
}

function spreadRows({ kinds }: Figures, language: Language): readonly string[] {
  const rows = kinds.flatMap(({ kind, spread }: KindResult) => {
    if (spread === null) return [];
    const { houses, least, middle, most, gini } = spread;
    return [
      [
        KIND_WORDS[language][kind],
        numberOf(houses, language),
        ...[least, middle, most].map((load) => shareOf(load, 1, language)),
        decimalOf(gini, 2, language),
      ],
    ];
  });
  return table(REPORT_TEXT[language].spreadHead, rows);
}

function promiseRows({ deficits, nights, overtakings }: Figures, language: Language): readonly string[] {
  const [times, largest, drift, overtaken] = REPORT_TEXT[language].promiseRows;
  const places = nights.reduce((sum, night) => sum + night.places, 0);
  const away = nights.reduce((sum, night) => sum + night.drift, 0);
  return list([
    [times, numberOf(deficits.times, language)],
    [largest, numberOf(deficits.largest, language)],
    [drift, shareOf(away, places, language)],
    [overtaken, numberOf(overtakings.count, language)],
  ]);
}

function sumOf(counts: Readonly<Record<string, number>>, prefix: string): number {
  return Object.entries(counts).reduce(
    (sum, [name, count]) => (name.startsWith(prefix) ? sum + count : sum),
    0,
  );
}
