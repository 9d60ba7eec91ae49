import type { Category } from '@havre/policy';

export type ShadowDirection = 'newly-dropped' | 'no-longer-dropped' | 'other-category';

/** How a candidate decides otherwise than what enforces, as far as it is ever counted. */
export interface ShadowDifference {
  readonly category: Category;
  readonly direction: ShadowDirection;
}

/** Compares two screenings of one document by their category; undefined: cleared. */
export function compareVerdicts(
  enforced: Category | undefined,
  candidate: Category | undefined,
): ShadowDifference | undefined {
  if (enforced === candidate) return undefined;
  if (candidate === undefined)
    return enforced === undefined ? undefined : { category: enforced, direction: 'no-longer-dropped' };
  return { category: candidate, direction: enforced === undefined ? 'newly-dropped' : 'other-category' };
}
