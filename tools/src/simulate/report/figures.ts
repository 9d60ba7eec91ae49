import type { NeedKind } from '@havre/events';
import type { Simulation } from '../simulation.js';
import type { Durations } from './durations.js';
import { spreadOf, type Spread } from './spread.js';

/** How long something took, in minutes; null where nothing did. */
export interface Times {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly longest: number;
}

/** What became of the needs of one kind. */
export interface KindResult {
  readonly kind: NeedKind;
  readonly needs: number;
  /** A house gave its word at least once. */
  readonly accepted: number;
  /** Somebody was let in. */
  readonly arrived: number;
  /** Ended or living without ever having been promised a place, by state. */
  readonly ends: Readonly<Record<string, number>>;
  readonly untilAccepted: Times;
  readonly untilArrived: Times;
  readonly spread: Spread | null;
}

/** Everything that a run has to say, in numbers. */
export interface Figures {
  readonly seed: number;
  readonly start: string;
  readonly days: number;
  readonly people: number;
  readonly intakes: number;
  readonly needs: number;
  readonly houses: number;
  readonly shelterPlaces: number;
  readonly storms: readonly { readonly from: string; readonly until: string }[];
  readonly kinds: readonly KindResult[];
  readonly nights: Simulation['incidents']['nights'];
  readonly waits: Times & {
    readonly overHour: number;
    readonly overSixHours: number;
    readonly overDay: number;
  };
  readonly waitsBySize: Readonly<Record<string, Times>>;
  readonly stillWaiting: Times;
  readonly offers: {
    readonly made: number;
    readonly perPlacement: number | null;
    readonly expired: number;
    readonly notArrivedInTime: number;
  };
  readonly declines: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  readonly unplaced: Readonly<Record<string, number>>;
  readonly withoutEffect: Readonly<Record<string, number>>;
  readonly humanQueue: Readonly<Record<string, number>>;
  readonly overtakings: Times;
  readonly deficits: { readonly times: number; readonly largest: number };
  readonly incidents: Readonly<Record<string, number>>;
  readonly life: Readonly<Record<string, number>>;
  readonly steps: number;
}

const KINDS: readonly NeedKind[] = ['shelter', 'housing', 'food', 'health', 'integration', 'recreation'];

/** The figures of a run that is over. */
export function figuresOf(simulation: Simulation): Figures {
  const { options, tally, incidents, houses, departments, storms, agenda } = simulation;
  const made = tally.offers.of('made');
  const kinds = KINDS.map((kind) => kindResult(simulation, kind));
  const accepted = kinds.reduce((sum, kind) => sum + kind.accepted, 0);
  return {
    seed: options.seed,
    start: options.start,
    days: options.days,
    people: departments.people,
    intakes: departments.intakes,
    needs: kinds.reduce((sum, { needs }) => sum + needs, 0),
    houses: houses.size,
    shelterPlaces: shelterPlaces(simulation),
    storms: storms.map(({ from, until }) => ({ from: isoOf(from), until: isoOf(until) })),
    kinds,
    nights: incidents.nights,
    waits: {
      ...timesOf(tally.waits),
      overHour: tally.waitedOver.hour,
      overSixHours: tally.waitedOver.sixHours,
      overDay: tally.waitedOver.day,
    },
    waitsBySize: Object.fromEntries(
      [...tally.waitsBySize]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([size, waits]) => [size, timesOf(waits)]),
    ),
    stillWaiting: timesOf(tally.stillWaiting),
    offers: {
      made,
      perPlacement: accepted === 0 ? null : made / accepted,
      expired: tally.offers.of('expired:offer'),
      notArrivedInTime: tally.offers.of('expired:journey'),
    },
    declines: prefixed(incidents.happened.toJSON(), 'declined:'),
    refusals: tally.refusals.toJSON(),
    unplaced: tally.unplaced.toJSON(),
    withoutEffect: tally.withoutEffect.toJSON(),
    humanQueue: tally.humanQueue.toJSON(),
    overtakings: timesOf(tally.overtakings),
    deficits: tally.deficits,
    incidents: incidents.happened.toJSON(),
    life: tally.life.toJSON(),
    steps: agenda.done,
  };
}

function kindResult({ tally, houses }: Simulation, kind: NeedKind): KindResult {
  const { needs, accepted, arrived, ends, untilAccepted, untilArrived } = tally.kind(kind);
  const loads = [...houses.values()].flatMap((house) =>
    house.plan.listing.kind === kind ? (house.meanLoad() ?? []) : [],
  );
  return {
    kind,
    needs,
    accepted,
    arrived,
    ends: ends.toJSON(),
    untilAccepted: timesOf(untilAccepted),
    untilArrived: timesOf(untilArrived),
    spread: spreadOf(loads),
  };
}

function shelterPlaces({ houses }: Simulation): number {
  let places = 0;
  for (const { plan } of houses.values()) {
    if (plan.listing.kind === 'shelter') places += plan.places.reduce((sum, { total }) => sum + total, 0);
  }
  return places;
}

function timesOf(durations: Durations): Times {
  return {
    count: durations.count,
    median: durations.quantileMinutes(0.5),
    p90: durations.quantileMinutes(0.9),
    p99: durations.quantileMinutes(0.99),
    longest: durations.longestMinutes,
  };
}

function prefixed(
  counts: Readonly<Record<string, number>>,
  prefix: string,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([name, count]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), count]] : [],
    ),
  );
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
