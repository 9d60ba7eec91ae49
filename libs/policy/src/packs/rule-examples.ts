import type { PackSource } from '../bundle.js';
import type { Category } from '../verdict.js';
import { readPack } from './read-pack.js';

/** One example of a rule: what it finds (`match`), or a near miss (`clean`). */
export interface RuleExample {
  readonly rule: string;
  readonly category: Category;
  readonly isMatch: boolean;
  /** Language of a match as the pack says it; `und` for a near miss. */
  readonly language: string;
  readonly text: string;
}

/** The examples of a pack that are plain text, in its order. @throws PolicyError as `compileBundle` does */
export function ruleExamples(source: PackSource): readonly RuleExample[] {
  return (readPack(source).rules ?? []).flatMap(({ id, category, examples }) => {
    const matches = Object.entries(examples.match).flatMap(([language, texts]) =>
      texts.map((text) => ({ rule: id, category, isMatch: true, language, text })),
    );
    const clean = examples.clean.map((text) => ({
      rule: id,
      category,
      isMatch: false,
      language: 'und',
      text,
    }));
    return [...matches, ...clean].flatMap((example) =>
      typeof example.text === 'string' ? [{ ...example, text: example.text }] : [],
    );
  });
}
