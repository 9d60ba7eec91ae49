import { describe, expect, it } from '@jest/globals';
import { NOW, beds, emptyService, place, report, tell } from '../testing/given.js';

describe('what is written', () => {
  it('given holds and then a lower report in one batch, when it is written, then each write obeys the constraints', () => {
    const book = emptyService();
    tell(book, report(5, 0));
    const stored = emptyService({ rows: [...book.rows()] });
    tell(stored, place(1, { quantity: 4 }));
    tell(stored, report(1, 0, NOW + 1), NOW + 1);
    const [change] = stored.changedRows();
    expect(change?.steps.map(({ held, total, deficit }) => ({ held, total, deficit }))).toEqual([
      { held: 4, total: 5, deficit: 0 },
      { held: 4, total: 1, deficit: 3 },
    ]);
  });

  it('given a decision that only answers, when it is written, then nothing is', () => {
    const book = beds(5);
    tell(book, place(1));
    const stored = emptyService({ rows: [...book.rows()], holds: [...book.holds()] });
    tell(stored, place(1));
    expect([stored.changedRows(), stored.changedHolds(), stored.newClosure()]).toEqual([[], [], null]);
  });
});
