import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** What the command is asked to do. */
export interface FaultOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly isJson: boolean;
  readonly language: 'fr' | 'en';
  /** Only kinds whose name contains this; all unless given. */
  readonly only?: string;
}

export type ReadOptions =
  | { readonly outcome: 'options'; readonly options: FaultOptions }
  | { readonly outcome: 'help' | 'wrong'; readonly option: string; readonly language: 'fr' | 'en' };

const MOST_MINUTES = 1_440;

/** Reads the command line; a wrong value is named, never guessed. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): ReadOptions {
  const values = parse(args);
  const language = (values?.lang ?? environment['HAVRE_LANGUAGE']) === 'en' ? 'en' : 'fr';
  if (values === null) return { outcome: 'wrong', option: '--help', language };
  if (values.help) return { outcome: 'help', option: '', language };
  const minutes = minutesOf(values.minutes);
  if (minutes === undefined) return { outcome: 'wrong', option: '--minutes', language };
  const seed = seedOf(values.seed);
  if (seed === undefined) return { outcome: 'wrong', option: '--seed', language };
  const only = values.only === undefined ? {} : { only: values.only };
  return { outcome: 'options', options: { minutes, seed, isJson: values.json, language, ...only } };
}

function minutesOf(text: string): number | undefined {
  const minutes = Number(text);
  return minutes > 0 && minutes <= MOST_MINUTES ? minutes : undefined;
}

function seedOf(text: string | undefined): number | undefined {
  const seed = text === undefined ? randomInt(2 ** 31) : Number(text);
  return Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff ? seed : undefined;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '10' },
        seed: { type: 'string' },
        only: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    return null;
  }
}
