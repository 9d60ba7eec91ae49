/** Counts below this are not shown. Zero is: it says that nothing happened, to nobody. */
export const SMALLEST_SHOWN = 5;

/** A count that may be shown, or `null` for one that is withheld. */
export type ShownCount = number | null;

/**
 * Withholds the small counts among counts whose sum may be known. One withheld count alone could be had by subtraction, so
 * the smallest of the others that is not zero goes with it. When there is no other, the sum itself is as small as the count.
 *
 * Ties go to the first, so that the same counts are always withheld.
 */
export function suppressSmallCells(counts: readonly number[]): readonly ShownCount[] {
  return suppressTable(
    counts.map((count) => ({ count })),
    [() => 'sum'],
  );
}

/**
 * Withholds the small counts of a table whose sums over any of the `margins` may be known: each margin says, by a key, which
 * counts would be summed together. Goes on until no withheld count stands alone in any of its sums.
 */
export function suppressTable<T extends { readonly count: number }>(
  rows: readonly T[],
  margins: readonly ((row: T) => string)[],
): readonly ShownCount[] {
  const groups = margins.flatMap((keyOf) => [
    ...Map.groupBy(rows.keys(), (index) => keyOf(rows[index] as T)).values(),
  ]);
  const withheld = new Set(rows.flatMap(({ count }, index) => (isSmall(count) ? [index] : [])));
  for (let before = -1; before !== withheld.size;) {
    before = withheld.size;
    for (const group of groups) protect(rows, group, withheld);
  }
  return rows.map(({ count }, index) => (withheld.has(index) ? null : count));
}

function protect(
  rows: readonly { readonly count: number }[],
  group: readonly number[],
  withheld: Set<number>,
): void {
  const hidden = group.filter((index) => withheld.has(index));
  if (hidden.length !== 1) return;
  const others = group.filter((index) => !withheld.has(index) && (rows[index]?.count ?? 0) > 0);
  const [first] = others.sort((left, right) => (rows[left]?.count ?? 0) - (rows[right]?.count ?? 0));
  if (first !== undefined) withheld.add(first);
}

const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_SHOWN;
