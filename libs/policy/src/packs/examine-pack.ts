import type { BundlePart, PackSource, PolicyBundle } from '../bundle.js';
import { compiledOf } from '../engine-of-bundle.js';
import { PolicyError } from '../policy-error.js';
import { screen } from '../screen.js';
import { DISGUISES } from './disguises.js';
import { compileLayer } from './pack-layer.js';
import type { PolicyCitation, RuleSource } from './pack.js';
import { failuresOf, type Failure } from './prove-rules.js';
import { wordingsOf } from './wordings-of.js';

/** What is not wrong with a rule, and worth a look. */
export interface RuleWarning {
  readonly code: 'already-found' | 'phrase-already-found' | 'short-word' | 'one-near-miss' | 'one-language';
  /** The phrase or the language that it is about. */
  readonly about?: string;
}

/** How a rule stood its proof. */
export interface RuleReport {
  readonly id: string;
  readonly category: string;
  readonly source: string;
  /** Examples to be found, and near misses to be left alone. */
  readonly matches: number;
  readonly nearMisses: number;
  /** How many disguised texts were tried. */
  readonly disguised: number;
  readonly failures: readonly Failure[];
  readonly warnings: readonly RuleWarning[];
  readonly milliseconds: number;
}

export interface PackReport {
  readonly part: BundlePart;
  readonly policy: PolicyCitation | undefined;
  readonly rules: readonly RuleReport[];
  /** To read and compile it, and to prove its rules. */
  readonly milliseconds: { readonly compiling: number; readonly proving: number };
}

const SHORTEST_WORD = 4;
const MAX_WORDINGS = 60;

/**
 * Proves every rule of a pack and reports all of it, for the pack's author. `base`: the bundle that the pack would add
 * to; `now`: a clock in milliseconds.
 *
 * @throws PolicyError when the pack cannot be read or compiled at all
 */
export function examinePack(source: PackSource, base: PolicyBundle, now: () => number): PackReport {
  const [first] = compiledOf(base)?.layers ?? [];
  if (first === undefined) throw new PolicyError('pack-not-found', 'base');
  const isBase = source.name === first.part.name;
  const from = now();
  const layer = compileLayer(source, isBase ? undefined : first);
  const compiled = now();
  const rules = (layer.pack.rules ?? []).map((rule) => {
    const start = now();
    const failures = [...failuresOf(rule, layer.engine)];
    const milliseconds = now() - start;
    const texts = matchesOf(rule).filter((example) => typeof example === 'string');
    const disguised = texts.length * Object.keys(DISGUISES).length;
    const warnings = [...warningsOf(rule), ...(isBase ? [] : foundByBase(rule, base, layer.pack.lists))];
    return { ...summaryOf(rule), disguised, failures, warnings, milliseconds };
  });
  const proving = now() - compiled;
  return {
    part: layer.part,
    policy: layer.pack.policy,
    rules,
    milliseconds: { compiling: compiled - from, proving },
  };
}

function summaryOf(
  rule: RuleSource,
): Pick<RuleReport, 'id' | 'category' | 'source' | 'matches' | 'nearMisses'> {
  const { id, category, source, examples } = rule;
  return { id, category, source, matches: matchesOf(rule).length, nearMisses: examples.clean.length };
}

function matchesOf({ examples }: RuleSource): readonly unknown[] {
  return Object.values(examples.match).flat();
}

function warningsOf(rule: RuleSource): readonly RuleWarning[] {
  const warnings: RuleWarning[] = (rule.any ?? [])
    .filter((phrase) => isShortWord(phrase) && rule.requires === undefined)
    .map((about) => ({ code: 'short-word', about }));
  if (rule.examples.clean.length < 2) warnings.push({ code: 'one-near-miss' });
  const [only, ...more] = Object.keys(rule.examples.match);
  if (only !== undefined && more.length === 0) warnings.push({ code: 'one-language', about: only });
  return warnings;
}

function isShortWord(phrase: string): boolean {
  return /^[a-z]+\*?$/.test(phrase) && phrase.length < SHORTEST_WORD;
}

/** Whether the base finds all that a rule is for, or all that one of its phrases says. */
function foundByBase(
  rule: RuleSource,
  base: PolicyBundle,
  lists: Readonly<Record<string, readonly string[]>> = {},
): readonly RuleWarning[] {
  const isFound = (value: unknown) => screen({ value }, base, { remembers: false }).effect === 'drop';
  if (matchesOf(rule).every(isFound)) return [{ code: 'already-found' }];
  return (rule.any ?? [])
    .filter((phrase) => wordingsOf(phrase, lists, MAX_WORDINGS).every(isFound))
    .map((about) => ({ code: 'phrase-already-found', about }));
}
