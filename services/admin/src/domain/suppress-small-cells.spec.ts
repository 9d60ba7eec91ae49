import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SMALLEST_SHOWN, suppressSmallCells, suppressTable } from './suppress-small-cells.js';

describe('counts that are shown', () => {
  it.each([
    ['all large', [5, 12, 7], [5, 12, 7]],
    ['none at all', [], []],
    ['zeros', [0, 9, 0], [0, 9, 0]],
    ['one small: its complement goes with it', [4, 12, 7], [null, 12, null]],
    ['the first of equal complements', [4, 7, 7], [null, null, 7]],
    ['one small beside zeros: nothing to subtract from', [0, 3, 0], [0, null, 0]],
    ['two small: enough by themselves', [1, 4, 20], [null, null, 20]],
  ])('when they are %s', (_what, counts, shown) => {
    expect(suppressSmallCells(counts)).toEqual(shown);
  });

  it('never let a small count be seen, nor be had by subtracting the others from the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 8 }), (counts) => {
        const shown = suppressSmallCells(counts);
        const withheld = counts.filter((_, index) => shown[index] === null);
        expect(shown.every((count) => count === null || count === 0 || count >= SMALLEST_SHOWN)).toBe(true);
        // One alone only when the sum of all is that very count.
        const sum = counts.reduce((all, count) => all + count, 0);
        expect(withheld.length !== 1 || withheld[0] === sum).toBe(true);
      }),
    );
  });

  it('are the true ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 8 }), (counts) => {
        const shown = suppressSmallCells(counts);
        expect(shown).toHaveLength(counts.length);
        expect(shown.every((count, index) => count === null || count === counts[index])).toBe(true);
      }),
    );
  });
});

describe('the counts of a table', () => {
  const row = fc.record({
    area: fc.constantFrom('a', 'b', 'c'),
    outcome: fc.constantFrom('x', 'y', 'z'),
    count: fc.nat({ max: 12 }),
  });
  const table = fc.uniqueArray(row, { selector: ({ area, outcome }) => `${area} ${outcome}`, maxLength: 9 });
  const byArea = ({ area }: { readonly area: string }) => area;
  const byOutcome = ({ outcome }: { readonly outcome: string }) => outcome;

  it('are withheld when small, and never alone in a sum beside others', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const shown = suppressTable(rows, [byArea, byOutcome]);
        rows.forEach(({ count }, index) => {
          const isSmall = count > 0 && count < SMALLEST_SHOWN;
          expect(isSmall ? [null] : [null, count]).toContain(shown[index]);
        });
        for (const keyOf of [byArea, byOutcome]) {
          for (const key of new Set(rows.map(keyOf))) {
            const inSum = rows.flatMap((each, index) =>
              keyOf(each) === key && each.count > 0 ? [index] : [],
            );
            const withheld = inSum.filter((index) => shown[index] === null);
            expect(withheld.length !== 1 || inSum.length === 1).toBe(true);
          }
        }
      }),
    );
  });

  it('are all shown when none is small', () => {
    const rows = [
      { area: 'a', outcome: 'x', count: 5 },
      { area: 'a', outcome: 'y', count: 0 },
    ];
    expect(suppressTable(rows, [byArea, byOutcome])).toEqual([5, 0]);
  });
});
