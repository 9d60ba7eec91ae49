import { describe, expect, it } from '@jest/globals';
import {
  MINUTE,
  NOW,
  beds,
  confirm,
  counts,
  expire,
  occupy,
  place,
  report,
  said,
  tell,
} from '../testing/given.js';

describe('arrivals', () => {
  it('given a confirmed hold, when they arrive, then the place is occupied once', () => {
    const book = beds(5);
    tell(book, place(1, { quantity: 2 }));
    tell(book, confirm(1));
    expect(said(tell(book, occupy(1, NOW + 1), NOW + 1))).toEqual(['hold-occupied']);
    expect(said(tell(book, occupy(1, NOW + 2), NOW + 2))).toEqual(['again hold-occupied']);
    expect(counts(book)).toEqual({ total: 5, occupied: 2, held: 0, deficit: 0 });
  });

  it('given a journey whose time has run out but was not given on, when they arrive, then arrival wins', () => {
    const book = beds(1);
    tell(book, place(1));
    expect(said(tell(book, occupy(1, NOW + 16 * MINUTE), NOW + 16 * MINUTE))).toEqual(['hold-occupied']);
    expect(said(tell(book, expire(1), NOW + 17 * MINUTE))).toEqual([]);
  });

  it('given an expired hold, when they arrive late and there is room, then they are let in and counted once', () => {
    const book = beds(1);
    tell(book, place(1));
    tell(book, expire(1), NOW + 15 * MINUTE);
    expect(said(tell(book, occupy(1, NOW + 20 * MINUTE), NOW + 20 * MINUTE))).toEqual(['hold-occupied']);
    expect(counts(book)).toEqual({ total: 1, occupied: 1, held: 0, deficit: 0 });
  });

  it('given an expired hold, when they arrive late and the place was given on, then it is gone', () => {
    const book = beds(1);
    tell(book, place(1));
    tell(book, expire(1), NOW + 15 * MINUTE);
    tell(book, place(2), NOW + 16 * MINUTE);
    expect(said(tell(book, occupy(1, NOW + 20 * MINUTE), NOW + 20 * MINUTE))).toEqual(['hold-refused gone']);
    expect(counts(book)).toMatchObject({ occupied: 0, held: 1 });
  });

  it('given a deficit, when those who were promised a place arrive, then nobody is turned away', () => {
    const book = beds(2);
    tell(book, place(1));
    tell(book, place(2));
    tell(book, report(1, 0, NOW + 1), NOW + 1);
    expect(said(tell(book, occupy(1, NOW + 2), NOW + 2))).toEqual(['hold-occupied']);
    expect(counts(book)).toEqual({ total: 1, occupied: 1, held: 1, deficit: 1 });
  });
});
