import { evidenceIn, type Location, type PolicyBundle } from '@havre/policy';

/** What an RFC 6901 pointer points at. */
export function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return at;
}

/** Where a drop was decided, as narrowly as the rules can say: a sentence that was weighed whole has words that weighed. */
export function narrowed(
  where: Location | undefined,
  value: unknown,
  bundle: PolicyBundle,
): Location | undefined {
  if (where === undefined) return undefined;
  const text = valueAt(value, where.path);
  if (typeof text !== 'string' || where.start > 0 || where.end < text.length) return where;
  const seen = evidenceIn(text, bundle)?.where;
  return seen === undefined ? where : { ...where, start: seen.start, end: seen.end };
}
