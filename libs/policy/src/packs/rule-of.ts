import type { PolicyBundle } from '../bundle.js';
import { compiledOf } from '../engine-of-bundle.js';

/** What a person may want to know of a rule that decided. */
export interface RuleSummary {
  readonly id: string;
  readonly pack: string;
  readonly category: string;
  /** What it rests on. */
  readonly source: string;
}

/** The rule of a bundle by its id; undefined for what is not a rule of a pack (`uninspectable.…`, `model.…`). */
export function ruleOf(bundle: PolicyBundle, id: string): RuleSummary | undefined {
  for (const { pack } of compiledOf(bundle)?.layers ?? []) {
    const rule = pack.rules?.find((candidate) => candidate.id === id);
    if (rule !== undefined) return { id, pack: pack.pack, category: rule.category, source: rule.source };
  }
  return undefined;
}
