import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { ADJUSTMENTS } from '../domain/movement.js';
import { MINUTE, NOW } from './given.js';
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

/**
 * What the ledger may be: two batches that race leave one of two states, which may look the same for a while. Each
 * command is played on all of them, and those that would have answered otherwise are out.
 */
export class Possible {
  now = NOW;
  models: readonly LedgerModel[] = [new LedgerModel()];
}

interface Outcome {
  readonly model: LedgerModel;
  readonly answers: readonly string[];
}

type Command = fc.AsyncCommand<Possible, LedgerUnderTest, true>;
type Shown = Omit<Counts, 'heldBy' | 'liveHolds' | 'liveBy'>;

function shownOf({ total, occupied, held, deficit, outOfService, surge, drift }: Shown): Shown {
  return { total, occupied, held, deficit, outOfService, surge, drift };
}

/** Lapsed holds give way in any order; everything else is answered in the order asked. */
function comparable(answers: readonly string[]): readonly string[] {
  const isExpiry = (answer: string): boolean => answer.startsWith('expired');
  return [...answers.filter((each) => !isExpiry(each)), ...answers.filter(isExpiry).sort()];
}

/** One of the possible outcomes is what the ledger answered and counts; and no write may ever leave this state otherwise. */
async function settle(
  possible: Possible,
  real: LedgerUnderTest,
  answered: readonly string[],
  play: (model: LedgerModel) => readonly Outcome[],
): Promise<void> {
  const counts = await real.counts();
  if (counts === undefined) throw new TypeError('the row has gone');
  const { total, occupied, held, deficit, heldBy, liveHolds, liveBy } = counts;
  expect({ held, heldBy }).toEqual({ held: liveHolds, heldBy: liveBy });
  expect(occupied + held).toBeLessThanOrEqual(total + deficit);
  const outcomes = possible.models.flatMap((model) => {
    const copy = model.copy();
    copy.now = possible.now;
    return play(copy);
  });
  const seen = { answers: comparable(answered), ...shownOf(counts) };
  const wanted = outcomes.map(({ model, answers }) => ({ answers: comparable(answers), ...shownOf(model) }));
  const same = outcomes.filter((_, index) => isDeepStrictEqual(wanted[index], seen));
  if (same.length === 0) expect(seen).toEqual(wanted.length === 1 ? wanted[0] : wanted);
  possible.models = distinct(same.map(({ model }) => model));
}

function distinct(models: readonly LedgerModel[]): readonly LedgerModel[] {
  return models.filter(
    (model, index) => !models.slice(0, index).some((other) => isDeepStrictEqual(other, model)),
  );
}

function told(model: LedgerModel, ...batches: readonly (readonly Ask[])[]): Outcome {
  return { model, answers: batches.flatMap((asks) => model.tellAll(asks)) };
}

class Send implements Command {
  constructor(private readonly asks: readonly Ask[]) {}
  check = (): Promise<boolean> => Promise.resolve(true);
  async run(possible: Possible, real: LedgerUnderTest): Promise<void> {
    const answers = await real.send(this.asks, possible.now);
    await settle(possible, real, answers, (model) => [told(model, this.asks)]);
  }
  toString = (): string => `send ${JSON.stringify(this.asks)}`;
}

class Crash implements Command {
  constructor(private readonly asks: readonly Ask[]) {}
  check = (): Promise<boolean> => Promise.resolve(true);
  async run(possible: Possible, real: LedgerUnderTest): Promise<void> {
    const answers = await real.crash(this.asks, possible.now);
    await settle(possible, real, answers, (model) => [told(model, this.asks)]);
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
  async run(possible: Possible, real: LedgerUnderTest): Promise<void> {
    const answers = await real.race(this.first, this.second, possible.now);
    await settle(possible, real, answers, (model) => [
      told(model.copy(), this.first, this.second),
      told(model, this.second, this.first),
    ]);
  }
  toString = (): string => `race ${JSON.stringify([this.first, this.second])}`;
}

class Resend implements Command {
  check = (): Promise<boolean> => Promise.resolve(true);
  async run(possible: Possible, real: LedgerUnderTest): Promise<void> {
    await settle(possible, real, await real.resend(), (model) => [told(model)]);
  }
  toString = (): string => 'resend';
}

class Sweep implements Command {
  check = (): Promise<boolean> => Promise.resolve(true);
  async run(possible: Possible, real: LedgerUnderTest): Promise<void> {
    const answers = await real.sweep(possible.now);
    await settle(possible, real, answers, (model) => [{ answers: model.sweep(), model }]);
  }
  toString = (): string => 'sweep';
}

class Wait implements Command {
  constructor(private readonly minutes: number) {}
  check = (): Promise<boolean> => Promise.resolve(true);
  run(possible: Possible): Promise<void> {
    possible.now += this.minutes * MINUTE;
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

/** How many nights are played (`HAVRE_MODEL_RUNS`, 200), and how long the longest may be (`HAVRE_MODEL_COMMANDS`). */
export function modelSize(commands: number): { readonly runs: number; readonly commands: number } {
  const { HAVRE_MODEL_RUNS: runs = '200', HAVRE_MODEL_COMMANDS: most = String(commands) } = process.env;
  return { runs: Number(runs), commands: Number(most) };
}

/** A night at one service, at most `maxCommands` long. */
export function nights(maxCommands: number): fc.Arbitrary<Iterable<Command>> {
  return fc.commands<Possible, LedgerUnderTest, true>(
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
  const setup = async (): Promise<{ model: Possible; real: LedgerUnderTest }> => {
    const model = new Possible();
    for (const each of model.models) each.tellAll([EVENING]);
    await real.send([EVENING], model.now);
    return { model, real };
  };
  return fc.asyncModelRun(setup, commands);
}
