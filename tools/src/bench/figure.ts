/** One line of a benchmark's output. `ratio` = value ÷ baseline, both measured in the same run on the same machine. */
export interface Figure {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly ratio?: number;
  /** What else belongs to the figure: a share, the input it was measured on. */
  readonly [more: string]: number | string | undefined;
}

/** Prints a figure as one JSON line; rounds for the reader, never for the ratio's sake. */
export function printFigure(figure: Figure): void {
  const rounded = Object.fromEntries(
    Object.entries(figure).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    ]),
  );
  process.stdout.write(`${JSON.stringify(rounded)}\n`);
}

/** A rate beside its baseline: `ratio` above 1 means faster than the baseline. */
export function compareRates(metric: string, unit: string, value: number, baseline: number): Figure {
  return { metric, value, unit, baseline, ratio: value / baseline };
}

/** Median of the values; `NaN` for none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Quantile `q` (0..1) by nearest rank; `NaN` for none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
