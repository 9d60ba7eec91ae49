/** How evenly a load lies on many: shares of 0..1 and more. */
export interface Spread {
  readonly houses: number;
  readonly least: number;
  readonly middle: number;
  readonly most: number;
  /** 0: all alike; near 1: a few carry everything. */
  readonly gini: number;
}

/** The spread of some loads; null when there are none. */
export function spreadOf(loads: readonly number[]): Spread | null {
  const sorted = loads.toSorted((one, other) => one - other);
  const [least] = sorted;
  const most = sorted.at(-1);
  if (least === undefined || most === undefined) return null;
  return {
    houses: sorted.length,
    least,
    middle: sorted[Math.floor((sorted.length - 1) / 2)] ?? least,
    most,
    gini: giniOf(sorted),
  };
}

function giniOf(sorted: readonly number[]): number {
  let sum = 0;
  let weighted = 0;
  sorted.forEach((load, index) => {
    sum += load;
    weighted += (2 * (index + 1) - sorted.length - 1) * load;
  });
  return sum === 0 ? 0 : weighted / (sorted.length * sum);
}
