import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { ADJUSTMENTS } from '../domain/movement.js';
import { MINUTE } from './given.js';
import { LedgerModel, type Ask } from './ledger-model.js';

/** A ledger under test: the decisions in memory, or the service on PostgreSQL. */
export interface LedgerUnderTest {
  /** Sends requests as one batch; answers in short, such as `placed 3`. */
  send(asks: readonly Ask[], now: number): Promise<readonly string[]>;
  /** Delivers the last batch again. */
  resend(): Promise<readonly string[]>;
  /** Loses a batch at the end of its transaction, and has it delivered again. */
  crash(asks: readonly Ask[], now: number): Promise<readonly string[]>;
  /** Sends two batches at once, to two replicas; either may be the first. */
  race(first: readonly Ask[], second: readonly Ask[], now: number): Promise<readonly string[]>;
  /** Lets the expiry work, in two workers at once where there are workers. */
  sweep(now: number): Promise<readonly string[]>;
  /** The counts, and the sums over the holds that they must equal. */
  counts(): Promise<Counts | undefined>;
}

export interface Counts {
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly deficit: number;
  readonly outOfService: number;
  readonly surge: number;
  readonly drift: number | null;
  readonly heldBy: Readonly<Record<string, number>>;
  readonly liveHolds: number;
  readonly liveBy: Readonly<Record<string, number>>;
}

type Command = fc.AsyncCommand<LedgerModel, LedgerUnderTest, true>;

/** The state that no write may ever leave, and the model's own numbers. */
async function check(model: LedgerModel, real: LedgerUnderTest): Promise<void> {
  const counts = await real.counts();
  if (counts === undefined) return;
  const { total, occupied, held, deficit, heldBy, liveHolds, liveBy } = counts;
  expect(shownOf(counts)).toEqual(shownOf(model));
  expect({ held, heldBy }).toEqual({ held: liveHolds, heldBy: liveBy });
  expect(occupied + held).toBeLessThanOrEqual(total + deficit);
}

type Shown = Omit<Counts, 'heldBy' | 'liveHolds' | 'liveBy'>;

function shownOf({ total, occupied, held, deficit, outOfService, surge, drift }: Shown): Shown {
  return { total, occupied, held, deficit, outOfService, surge, drift };
}

/** Lapsed holds give way in any order; everything else is answered in the order asked. */
function comparable(answers: readonly string[]): readonly string[] {
  const isExpiry = (answer: string): boolean => answer.startsWith('expired');
  return [...answers.filter((each) => !isExpiry(each)), ...answers.filter(isExpiry).sort()];
}

class Send implements Command {
  constructor(private readonly asks: readonly Ask[]) {}
  check = (): Promise<boolean> => Promise.resolve(true);
  async run(model: LedgerModel, real: LedgerUnderTest): Promise<void> {
    const expected = model.tellAll(this.asks);
    expect(comparable(await real.send(this.asks, model.now))).toEqual(comparable(expected));
    await check(model, real);
  }
  toString = (): string => `send ${JSON.stringify(this.asks)}`;
}

class Crash implements Command {
  constructor(private readonly asks: readonly Ask[]) {}
  check = (): Promise<boolean> => Promise.resolve(true);
  async run(model: LedgerModel, real: LedgerUnderTest): Promise<void> {
    const expected = model.tellAll(this.asks);
    expect(comparable(await real.crash(this.asks, model.now))).toEqual(comparable(expected));
    await check(model, real);
  }
  toString = (): string => `crash ${JSON.stringify(this.asks)}`;
}

/** Whichever came first, all is as if the other had waited. */
class Race implements Command {
  constructor(
    private readonly first: readonly Ask[],
    private readonly second: readonly Ask[],
  ) {}
  check = (): Promise<boolean> => Promise.resolve(true);
  async run(model: LedgerModel, real: LedgerUnderTest): Promise<void> {
    const answers = comparable(await real.race(this.first, this.second, model.now));
    const counts = await real.counts();
    const outcomes = [
      [this.first, this.second],
      [this.second, this.first],
    ].map((order) => {
      const copy = model.copy();
      return { copy, answers: comparable(order.flatMap((asks) => copy.tellAll(asks))), ...shownOf(copy) };
    });
    const same = outcomes.find(({ copy: _, ...outcome }) =>
      isDeepStrictEqual(outcome, { answers, ...(counts === undefined ? {} : shownOf(counts)) }),
    );
    if (same === undefined) expect({ answers, counts }).toEqual(outcomes);
    else model.become(same.copy);
    await check(model, real);
  }
  toString = (): string => `race ${JSON.stringify([this.first, this.second])}`;
}

class Resend implements Command {
  check = (): Promise<boolean> => Promise.resolve(true);
  async run(model: LedgerModel, real: LedgerUnderTest): Promise<void> {
    expect(await real.resend()).toEqual([]);
    await check(model, real);
  }
  toString = (): string => 'resend';
}

class Sweep implements Command {
  check = (): Promise<boolean> => Promise.resolve(true);
  async run(model: LedgerModel, real: LedgerUnderTest): Promise<void> {
    const expected = model.sweep();
    expect(comparable(await real.sweep(model.now))).toEqual(comparable(expected));
    await check(model, real);
  }
  toString = (): string => 'sweep';
}

class Wait implements Command {
  constructor(private readonly minutes: number) {}
  check = (): Promise<boolean> => Promise.resolve(true);
  run(model: LedgerModel): Promise<void> {
    model.now += this.minutes * MINUTE;
    return Promise.resolve();
  }
  toString = (): string => `wait ${this.minutes} min`;
}

const hold = fc.integer({ min: 1, max: 8 });
const agoMinutes = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 }));
const occupied = fc.integer({ min: 0, max: 6 });

const quantity = fc.integer({ min: 1, max: 3 });
const laterMinutes = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }));

const ask: fc.Arbitrary<Ask> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      ask: fc.constant('report' as const),
      total: fc.integer({ min: 0, max: 9 }),
      occupied,
      agoMinutes,
    }),
  },
  { weight: 1, arbitrary: fc.record({ ask: fc.constant('still-current' as const), agoMinutes }) },
  {
    weight: 8,
    arbitrary: fc.record({
      ask: fc.constant('hold' as const),
      hold,
      quantity,
      publisher: fc.constantFrom('/departments/accueil', '/departments/sante', '/departments/jeunesse'),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      ask: fc.constant('confirm' as const),
      hold,
      minutes: fc.constantFrom(5, 60, 90, 120, 150),
    }),
  },
  { weight: 4, arbitrary: fc.record({ ask: fc.constant('occupy' as const), hold, agoMinutes }) },
  {
    weight: 4,
    arbitrary: fc.record({ ask: fc.constant('release' as const), hold, agoMinutes, noPlace: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ ask: fc.constant('walk-in' as const), quantity, agoMinutes }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ask: fc.constant('vacate' as const),
      quantity,
      agoMinutes,
      readyMinutes: laterMinutes,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      ask: fc.constant('adjust' as const),
      change: fc.constantFrom(...ADJUSTMENTS),
      reason: fc.constantFrom('repair' as const, 'turnaround' as const),
      quantity,
      agoMinutes,
      untilMinutes: laterMinutes,
    }),
  },
);
const batch = fc.array(ask, { minLength: 1, maxLength: 4 });

/** A night at one service, at most `maxCommands` long. */
export function nights(maxCommands: number): fc.Arbitrary<Iterable<Command>> {
  return fc.commands<LedgerModel, LedgerUnderTest, true>(
    [
      ask.map((each) => new Send([each])),
      fc.array(ask, { minLength: 2, maxLength: 8 }).map((asks) => new Send(asks)),
      batch.map((asks) => new Crash(asks)),
      fc.tuple(batch, batch).map(([first, second]) => new Race(first, second)),
      fc.constant(new Resend()),
      fc.constant(new Sweep()),
      fc.integer({ min: 1, max: 40 }).map((minutes) => new Wait(minutes)),
    ],
    { maxCommands, size: 'max' },
  );
}

const EVENING: Ask = { ask: 'report', total: 7, occupied: 1, agoMinutes: 0 };

/** Plays a night on a ledger and on the model beside each other, from the report of the evening on. */
export function play(commands: Iterable<Command>, real: LedgerUnderTest): Promise<void> {
  const setup = async (): Promise<{ model: LedgerModel; real: LedgerUnderTest }> => {
    const model = new LedgerModel();
    model.tellAll([EVENING]);
    await real.send([EVENING], model.now);
    return { model, real };
  };
  return fc.asyncModelRun(setup, commands);
}
