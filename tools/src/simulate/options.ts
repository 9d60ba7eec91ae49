import { parseArgs } from 'node:util';
import { isMutant, type Mutant } from './mutant.js';

/** What the command is asked to play. */
export interface SimulationOptions {
  /** People who turn to the city's desks over all the days, storms aside. */
  readonly people: number;
  readonly days: number;
  readonly seed: number;
  /** First local date, `YYYY-MM-DD`. */
  readonly start: string;
  /** Days on which a storm of two days begins, 1 being the first; null: as the season has them. */
  readonly storms: readonly number[] | null;
  readonly mutant: Mutant | null;
  /** True: referrals get over the fault, where they can. */
  readonly isRepaired?: boolean;
}

export interface CommandOptions extends SimulationOptions {
  readonly language: 'fr' | 'en';
  readonly isJson: boolean;
}

export type ReadOptions =
  | { readonly outcome: 'options'; readonly options: CommandOptions }
  | { readonly outcome: 'help'; readonly language: 'fr' | 'en' }
  | { readonly outcome: 'wrong'; readonly option: string; readonly language: 'fr' | 'en' };

/** The options of a city that names none. */
export const DEFAULT_OPTIONS: SimulationOptions = {
  people: 2_000,
  days: 7,
  seed: 1,
  start: '2026-01-12',
  storms: null,
  mutant: null,
};

/** Reads the command line; a wrong value is named, never guessed. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): ReadOptions {
  const values = parse(args);
  const language = (values?.lang ?? environment['HAVRE_LANGUAGE']) === 'en' ? 'en' : 'fr';
  if (values === null) return { outcome: 'wrong', option: '--help', language };
  if (values.help === true) return { outcome: 'help', language };
  const read = readValues(values);
  const wrong = Object.entries(read).find(([, value]) => value === undefined);
  if (wrong !== undefined) return { outcome: 'wrong', option: `--${wrong[0]}`, language };
  const { storm: storms, break: mutant, ...numbers } = read as Wanted;
  return {
    outcome: 'options',
    options: { ...numbers, storms, mutant, language, isJson: values.json === true },
  };
}

/** Each option as it is meant; undefined where it means nothing. */
function readValues(values: Values) {
  return {
    people: wholeNumber(values.people, DEFAULT_OPTIONS.people, 1, 20_000_000),
    days: wholeNumber(values.days, DEFAULT_OPTIONS.days, 1, 3_660),
    seed: wholeNumber(values.seed, DEFAULT_OPTIONS.seed, 0, 0xffff_ffff),
    start: dateOf(values.start ?? DEFAULT_OPTIONS.start),
    storm: stormsOf(values.storm),
    break: mutantOf(values.break),
  };
}

type Wanted = {
  [N in keyof ReturnType<typeof readValues>]: Exclude<ReturnType<typeof readValues>[N], undefined>;
};

interface Values {
  readonly people?: string;
  readonly days?: string;
  readonly seed?: string;
  readonly start?: string;
  readonly storm?: string;
  readonly break?: string;
  readonly lang?: string;
  readonly json?: boolean;
  readonly help?: boolean;
}

function parse(args: readonly string[]): Values | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        people: { type: 'string' },
        days: { type: 'string' },
        seed: { type: 'string' },
        start: { type: 'string' },
        storm: { type: 'string' },
        break: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch {
    return null;
  }
}

function wholeNumber(
  text: string | undefined,
  fallback: number,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return fallback;
  const value = Number(text.replaceAll('_', ''));
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

function dateOf(text: string): string | undefined {
  const isDate = /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  return isDate ? text : undefined;
}

/** `3` or `3,9`: days on which a storm begins; `none`: no storm at all. */
function stormsOf(text: string | undefined): readonly number[] | null | undefined {
  if (text === undefined) return null;
  if (text === 'none') return [];
  const days = text.split(',').map(Number);
  return days.every((day) => Number.isInteger(day) && day >= 1 && day <= 3_660) ? days : undefined;
}

function mutantOf(name: string | undefined): Mutant | null | undefined {
  if (name === undefined) return null;
  return isMutant(name) ? name : undefined;
}
