import { describe, expect, it } from '@jest/globals';
import {
  MINUTE,
  NOW,
  beds,
  counts,
  expire,
  holdId,
  occupy,
  place,
  release,
  report,
  said,
  tell,
} from '../testing/given.js';

describe('releases', () => {
  it('given a hold, when it is released twice, then its places come back once', () => {
    const book = beds(2);
    tell(book, place(1));
    tell(book, place(2));
    expect(said(tell(book, release(1, NOW)))).toEqual(['hold-released']);
    expect(said(tell(book, release(1, NOW)))).toEqual(['again hold-released']);
    expect(counts(book)).toMatchObject({ held: 1 });
  });

  it('given an expired or unknown hold, when it is released, then nothing happens', () => {
    const book = beds(2);
    tell(book, place(1));
    tell(book, expire(1), NOW + 15 * MINUTE);
    expect(said(tell(book, release(1, NOW)))).toEqual([]);
    expect(said(tell(book, release(9, NOW)))).toEqual([]);
  });

  it('given a provider without places, when it declines, then what is shown falls to what is promised', () => {
    const book = beds(10, 3);
    tell(book, place(1));
    tell(book, place(2));
    tell(book, release(1, NOW, true));
    expect(counts(book)).toEqual({ total: 4, occupied: 3, held: 1, deficit: 0 });
    expect(said(tell(book, place(3)))).toEqual(['hold-refused full']);
    expect(book.row('bed||')?.reportedTotal).toBe(10);
    tell(book, report(10, 3, NOW + 1), NOW + 1);
    expect(said(tell(book, place(4), NOW + 1))).toEqual(['hold-placed']);
  });

  it('given two clocks that disagree, when people leave before they came, then they leave when they came', () => {
    const book = beds(5);
    tell(book, place(1));
    tell(book, occupy(1, NOW + 10), NOW + 20);
    expect(tell(book, release(1, NOW + 5), NOW + 20)).toEqual([
      { kind: 'hold-released', holdId: holdId(1), at: NOW + 10 },
    ]);
  });
});
