import type { Engine } from '../matching/engine.js';
import { PolicyError, type AuthorNote, type PolicyErrorCode } from '../policy-error.js';
import { Screener } from '../screening/screener.js';
import { DISGUISES } from './disguises.js';
import type { Example, Pack, RuleSource } from './pack.js';

/** An example that a rule fails: its own, one of its near misses, or a disguise of its own. */
export interface Failure {
  readonly code: PolicyErrorCode;
  readonly note: AuthorNote;
}

/**
 * Shows that every rule of a pack finds its own examples, plain and disguised, and leaves its near misses alone.
 * Throws a `PolicyError` that names the first rule for which that is not so.
 */
export function proveRules(pack: Pack, engine: Engine): void {
  for (const rule of pack.rules ?? []) {
    for (const { code, note } of failuresOf(rule, engine)) {
      throw new PolicyError(code, `${pack.pack}/${rule.id} ${placeOf(note)}`, note);
    }
  }
}

/** What a rule fails, in the order of its examples. */
export function* failuresOf(rule: RuleSource, engine: Engine): Generator<Failure> {
  const finds = (value: Example) => new Screener(engine, { only: rule.id }).screen({ value }) !== undefined;
  for (const [language, examples] of Object.entries(rule.examples.match)) {
    for (const [index, example] of examples.entries()) {
      const note = { language, index, example: textOf(example) };
      if (!finds(example)) yield { code: 'example-not-matched', note };
      else if (typeof example === 'string') yield* disguiseFailures(example, note, finds);
    }
  }
  for (const [index, example] of rule.examples.clean.entries()) {
    const note = { language: 'clean', index, example: textOf(example) };
    if (finds(example)) yield { code: 'example-not-clean', note };
  }
}

function* disguiseFailures(
  example: string,
  note: AuthorNote,
  finds: (text: string) => boolean,
): Generator<Failure> {
  for (const [disguise, hide] of Object.entries(DISGUISES)) {
    const disguised = hide(example);
    if (!finds(disguised)) yield { code: 'disguise-not-matched', note: { ...note, disguise, disguised } };
  }
}

function placeOf({ language, index, disguise }: AuthorNote): string {
  const place = `${language ?? ''}[${String(index)}]`;
  return disguise === undefined ? place : `${place}, ${disguise}`;
}

function textOf(example: Example): string {
  return typeof example === 'string' ? example : JSON.stringify(example);
}
