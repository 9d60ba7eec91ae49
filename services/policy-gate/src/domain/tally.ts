import type { DropCategory } from './decide-verdict.js';

/** One refused event, as far as it is counted. */
export interface Drop {
  readonly source: string;
  readonly category: DropCategory;
}

export interface SourceCount {
  readonly source: string;
  readonly cleared: number;
  readonly dropped: number;
}

export interface CategoryCount {
  readonly category: DropCategory;
  readonly count: number;
}

/** Counts by source and counts by category: two lists that share no key, so that neither tells of the other. */
export interface Tally {
  readonly bySource: readonly SourceCount[];
  readonly byCategory: readonly CategoryCount[];
}

/**
 * Counts a group of verdicts. Both lists are sorted by key, so that gates writing at the same time lock the rows
 * in the same order.
 */
export function tallyOf(clearedSources: readonly string[], drops: readonly Drop[]): Tally {
  const cleared = countBy(clearedSources);
  const dropped = countBy(drops.map(({ source }) => source));
  const categories = countBy(drops.map(({ category }) => category));
  const sources = [...new Set([...cleared.keys(), ...dropped.keys()])].sort();
  return {
    bySource: sources.map((source) => ({
      source,
      cleared: cleared.get(source) ?? 0,
      dropped: dropped.get(source) ?? 0,
    })),
    byCategory: [...categories].map(([category, count]) => ({ category, count })).sort(byCategoryName),
  };
}

/**
 * The source that a drop is counted under: the key's first. What a dropped event says of itself is not used, for
 * then a count would depend on its content.
 */
export function tallySource(sources: readonly string[]): string {
  return sources[0] ?? '';
}

function byCategoryName(one: CategoryCount, other: CategoryCount): number {
  return one.category < other.category ? -1 : 1;
}

function countBy<K extends string>(keys: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
