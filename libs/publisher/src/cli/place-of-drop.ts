import { evidenceIn, type Category, type Location, type PolicyBundle } from '@havre/policy';

/** What an RFC 6901 pointer points at. */
export function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return at;
}

/** The rule and the place of a drop. */
export interface Decision {
  readonly rule: string;
  readonly where: Location | undefined;
}

/**
 * Where a drop was decided and by which rule, as narrowly as the rules can say: a sentence that was weighed whole has
 * words that weighed, and a rule that saw them.
 */
export function narrowed(
  { category, rule, where }: Decision & { readonly category: Category },
  value: unknown,
  bundle: PolicyBundle,
): Decision {
  if (where === undefined) return { rule, where };
  const text = valueAt(value, where.path);
  if (typeof text !== 'string' || where.start > 0 || where.end < text.length) return { rule, where };
  const seen = evidenceIn(text, bundle);
  if (seen?.category !== category) return { rule, where };
  return { rule: seen.rule, where: { ...where, start: seen.where.start, end: seen.where.end } };
}
