import type { Example } from './linear-model.js';

/** One vote for each of S1 to S11 by each feature: a table of `2 ** bits` a category. */
export interface CategoryModel {
  readonly weights: Float32Array;
  readonly bias: readonly number[];
}

/**
 * Naive Bayes over the features of dropped notes, with add-one smoothing: only says of which kind a drop is.
 * `labels`: 0 for S1 to 10 for S11. Slots of the examples are cut down to `bits` of their `exampleBits`.
 */
export function trainCategories(
  examples: readonly Example[],
  labels: readonly number[],
  sizes: { readonly bits: number; readonly exampleBits: number; readonly categories: number },
): CategoryModel {
  const { bits, exampleBits, categories } = sizes;
  const shift = exampleBits - bits;
  const counts = new Float32Array(categories * 2 ** bits);
  const totals = new Float32Array(categories);
  const notes = new Float32Array(categories);
  examples.forEach(({ slots, values }, index) => {
    const category = labels[index] ?? 0;
    notes[category] = (notes[category] ?? 0) + 1;
    slots.forEach((slot, at) => {
      const place = (category << bits) + (slot >>> shift);
      counts[place] = (counts[place] ?? 0) + (values[at] ?? 0);
      totals[category] = (totals[category] ?? 0) + (values[at] ?? 0);
    });
  });
  return {
    weights: logOdds(counts, totals, { bits, categories }),
    bias: Array.from(notes, (count) => Math.log((count + 1) / (examples.length + categories))),
  };
}

/** How much likelier a feature is in a category than in all. */
function logOdds(
  counts: Float32Array,
  totals: Float32Array,
  { bits, categories }: { readonly bits: number; readonly categories: number },
): Float32Array {
  const size = 2 ** bits;
  const all = totals.reduce((sum, total) => sum + total, 0);
  const smoothing = 0.05;
  return counts.map((count, place) => {
    const slot = place % size;
    let everywhere = 0;
    for (let category = 0; category < categories; category++)
      everywhere += counts[(category << bits) + slot] ?? 0;
    const share = (count + smoothing) / ((totals[place >>> bits] ?? 0) + smoothing * size);
    return Math.log(share / ((everywhere + smoothing) / (all + smoothing * size)));
  });
}
