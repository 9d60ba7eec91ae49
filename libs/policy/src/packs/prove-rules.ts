import type { Engine } from '../matching/engine.js';
import { PolicyError } from '../policy-error.js';
import { Screener } from '../screening/screener.js';
import { DISGUISES } from './disguises.js';
import type { Example, Pack, RuleSource } from './pack.js';

/**
 * Shows that every rule of a pack finds its own examples, plain and disguised, and leaves its near misses alone.
 * Throws a `PolicyError` that names the first rule for which that is not so.
 */
export function proveRules(pack: Pack, engine: Engine): void {
  for (const rule of pack.rules ?? []) proveRule(`${pack.pack}/${rule.id}`, rule, engine);
}

function proveRule(subject: string, rule: RuleSource, engine: Engine): void {
  const finds = (value: Example) => new Screener(engine, { only: rule.id }).screen({ value }) !== undefined;
  for (const [language, examples] of Object.entries(rule.examples.match)) {
    examples.forEach((example, index) => {
      const name = `${subject} ${language}[${String(index)}]`;
      if (!finds(example)) throw new PolicyError('example-not-matched', name);
      if (typeof example !== 'string') return;
      for (const [disguise, hide] of Object.entries(DISGUISES)) {
        if (!finds(hide(example))) throw new PolicyError('disguise-not-matched', `${name}, ${disguise}`);
      }
    });
  }
  rule.examples.clean.forEach((example, index) => {
    if (finds(example)) throw new PolicyError('example-not-clean', `${subject} clean[${String(index)}]`);
  });
}
