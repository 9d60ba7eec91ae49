import { describe, expect, it } from '@jest/globals';
import { InvariantBroken } from './checks/invariant-broken.js';
import { MUTANTS, REPAIRED, type Mutant } from './mutant.js';
import { DEFAULT_OPTIONS, type SimulationOptions } from './options.js';
import { figuresOf } from './report/figures.js';
import { runCommand } from './run-command.js';
import { Simulation } from './simulation.js';

const SMALL: SimulationOptions = { ...DEFAULT_OPTIONS, people: 240, days: 3, storms: [2] };
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

function run(args: string): { readonly code: number; readonly text: string } {
  let text = '';
  const code = runCommand(args.split(' '), {
    environment: {},
    out: (more) => {
      text += more;
    },
    error: (more) => {
      text += more;
    },
  });
  return { code, text };
}

/** The first invariant that a city with a fault breaks; null when none does. */
function brokenBy(options: SimulationOptions): string | null {
  try {
    new Simulation(options).run();
    return null;
  } catch (fault) {
    if (fault instanceof InvariantBroken) return fault.invariant;
    throw fault;
  }
}

describe('a simulated city', () => {
  it.each(SEEDS)('keeps every rule, seed %d', (seed) => {
    const simulation = new Simulation({ ...SMALL, seed });
    expect(() => {
      simulation.run();
    }).not.toThrow();
    const { needs, kinds, intakes } = figuresOf(simulation);
    expect(needs).toBeGreaterThan(intakes);
    expect(kinds.filter(({ accepted }) => accepted > 0).length).toBeGreaterThanOrEqual(4);
  });

  it('prints the same for the same seed, byte for byte', () => {
    const args = '--people 240 --days 3 --seed 5 --storm 2';
    expect(run(args)).toEqual(run(args));
    expect(run(args).text).not.toBe(run('--people 240 --days 3 --seed 6 --storm 2').text);
    expect(run(`${args} --json`)).toEqual(run(`${args} --json`));
  });

  it('forgets referrals that have ended', () => {
    const simulation = new Simulation({ ...SMALL, people: 800, days: 20, storms: [] });
    simulation.run();
    const { needs } = figuresOf(simulation);
    expect(simulation.routing.entries.size).toBeLessThan(needs * 0.7);
  });
});

const CAUGHT_AS: Readonly<Record<Mutant, readonly string[]>> = {
  'count-then-insert': ['deficit-by-report'],
  'release-twice': ['held-is-holds', 'released-once', 'ledger-balance'],
  'ignore-fit': ['fit'],
  'line-by-insertion': ['fair-line'],
  'never-expire': ['held-in-time'],
  'lose-answers': ['never-stuck', 'no-stray-hold'],
  'repeat-codes': ['unique-code'],
  'hold-everywhere': ['one-house', 'no-stray-hold'],
};

describe('a city that is broken on purpose', () => {
  it.each(Object.keys(MUTANTS) as Mutant[])('is caught: %s', (mutant) => {
    const broken = brokenBy({ ...SMALL, people: 900, days: 6, mutant });
    expect(CAUGHT_AS[mutant]).toContain(broken);
  });

  it.each(REPAIRED)('gets over it, because no referral waits for the ledger for ever: %s', (mutant) => {
    expect(brokenBy({ ...SMALL, people: 900, days: 6, mutant, isRepaired: true })).toBeNull();
  });

  it('ends with code 1, says which rule and when, and nothing of anybody', () => {
    const { code, text } = run('--people 900 --days 6 --break ignore-fit --lang en');
    expect(code).toBe(1);
    expect(text).toMatch(/^RULE BROKEN: nobody is sent where they cannot be taken in \(fit\)\n/);
    expect(text).not.toMatch(/intake-|receipt-/);
    expect(run('--people 900 --days 6 --break ignore-fit --json').text).toMatch(/^\{"broken":"fit","at":"/);
  });
});

describe('the command', () => {
  it('explains itself in both languages', () => {
    const french = run('--help');
    expect(french.code).toBe(0);
    expect(french.text).toContain('--people N');
    expect(run('--help --lang en').text).toContain('count-then-insert');
  });

  it('refuses what it does not know', () => {
    expect(run('--days never').code).toBe(2);
    expect(run('--unknown').code).toBe(2);
  });
});
