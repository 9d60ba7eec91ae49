import { parseArgs } from 'node:util';
import type { Language } from '../replay/week-table.js';

/** What the command line asks for. */
export interface Options {
  readonly nights: number;
  /** First night, `YYYY-MM-DD`. */
  readonly from: string;
  readonly seed: number;
  readonly language: Language;
  readonly dataFolder: string;
}

const DEFAULTS = { nights: '30', from: '2024-01-15', seed: '1', data: '.havre/toronto' };

const OPTIONS = {
  nights: { type: 'string', default: DEFAULTS.nights },
  from: { type: 'string', default: DEFAULTS.from },
  seed: { type: 'string', default: DEFAULTS.seed },
  lang: { type: 'string' },
  data: { type: 'string', default: DEFAULTS.data },
  help: { type: 'boolean', default: false },
} as const;

/** What a command line comes to; `wrong` names the option that cannot be used, when there is one. */
export type ReadOptions =
  | { readonly outcome: 'options'; readonly options: Options }
  | { readonly outcome: 'help' }
  | { readonly outcome: 'wrong'; readonly option: string };

/** Reads the command line; the language is that of `HAVRE_LANGUAGE` unless it says another. */
export function readOptions(
  parameters: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReadOptions {
  const values = parse(parameters);
  if (values === undefined) return { outcome: 'wrong', option: parameters.join(' ') };
  if (values.help) return { outcome: 'help' };
  const { nights, from, seed, data, lang = env['HAVRE_LANGUAGE'] ?? 'fr' } = values;
  if (!/^[1-9]\d{0,3}$/.test(nights)) return { outcome: 'wrong', option: '--nights' };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from)) return { outcome: 'wrong', option: '--from' };
  if (!/^\d{1,9}$/.test(seed)) return { outcome: 'wrong', option: '--seed' };
  if (lang !== 'fr' && lang !== 'en') return { outcome: 'wrong', option: '--lang' };
  return {
    outcome: 'options',
    options: { nights: Number(nights), from, seed: Number(seed), language: lang, dataFolder: data },
  };
}

/** Nothing when there is an option that the replay does not know. */
function parse(parameters: readonly string[]) {
  try {
    return parseArgs({ args: [...parameters], options: OPTIONS }).values;
  } catch {
    return undefined;
  }
}
