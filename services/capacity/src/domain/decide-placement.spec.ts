import { describe, expect, it } from '@jest/globals';
import {
  MINUTE,
  NOW,
  OWNER,
  TERMS,
  beds,
  counts,
  emptyService,
  holdId,
  place,
  release,
  report,
  said,
  tell,
} from '../testing/given.js';
import type { LedgerTerms } from './ledger-terms.js';

describe('holds', () => {
  it('given five places, when six ask, then five hold them, first come first served', () => {
    const book = beds(5);
    const answers = [1, 2, 3, 4, 5, 6].map((number) => said(tell(book, place(number)))[0]);
    expect(answers).toEqual([...Array<string>(5).fill('hold-placed'), 'hold-refused full']);
    expect(counts(book)).toEqual({ total: 5, occupied: 0, held: 5, deficit: 0 });
  });

  it('given two places, when a family of three asks, then it gets none, and two still fit', () => {
    const book = beds(2);
    expect(said(tell(book, place(1, { quantity: 3 })))).toEqual(['hold-refused full']);
    expect(said(tell(book, place(2, { quantity: 2 })))).toEqual(['hold-placed']);
  });

  it('given a hold, when it is asked for again, then the answer is the same and nothing is held twice', () => {
    const book = beds(5);
    const [placed] = tell(book, place(1));
    const again = tell(book, place(1), NOW + MINUTE);
    expect(again).toEqual([
      {
        kind: 'answered-again',
        answer: { kind: 'hold-placed', holdId: holdId(1), expiresAt: NOW + 15 * MINUTE },
      },
    ]);
    expect(placed?.kind).toBe('hold-placed');
    expect(counts(book)).toMatchObject({ held: 1 });
  });

  it('given a hold that is over, when it is asked for again, then that is the answer and nothing comes back to life', () => {
    const book = beds(1);
    tell(book, place(1));
    tell(book, release(1, NOW));
    const over = [{ kind: 'answered-again', answer: { kind: 'hold-over', holdId: holdId(1) } }];
    expect(tell(book, place(1))).toEqual(over);
    tell(book, place(2));
    tell(book, { kind: 'expire-hold', holdId: holdId(2) }, NOW + 15 * MINUTE);
    expect(said(tell(book, place(2)))).toEqual(['again hold-over']);
    expect(counts(book)).toMatchObject({ held: 0 });
  });

  it('given a hold whose places are taken, when it is asked for again, then it was placed', () => {
    const book = beds(1);
    tell(book, place(1));
    tell(book, { kind: 'occupy-place', holdId: holdId(1), arrivedAt: NOW });
    expect(said(tell(book, place(1)))).toEqual(['again hold-placed']);
  });

  it('given a refused hold, when places come free and it is asked for again, then the answer is the same', () => {
    const book = beds(1);
    tell(book, place(1));
    tell(book, place(2));
    tell(book, release(1, NOW));
    expect(said(tell(book, place(2)))).toEqual(['again hold-refused']);
    expect(counts(book)).toMatchObject({ held: 0 });
  });

  it('given no such unit, no such service or a delisted one, when asked, then each is said apart', () => {
    expect(said(tell(beds(5), place(1, { unit: { unitType: 'room', sleeps: 4 } })))).toEqual([
      'hold-refused unknown-unit',
    ]);
    expect(said(tell(emptyService({ listing: null }), place(1)))).toEqual(['hold-refused gone']);
    const delisted = emptyService({
      listing: { owner: OWNER, isListed: false, kind: 'shelter', opening: null },
    });
    expect(said(tell(delisted, place(1)))).toEqual(['hold-refused gone']);
  });

  it('given places of a day, when that day is over everywhere, then they cannot be held', () => {
    const unit = { unitType: 'appointment', date: '2026-11-22' } as const;
    const book = emptyService();
    tell(book, report(5, 0, NOW, unit));
    expect(said(tell(book, place(1, { unit })))).toEqual(['hold-placed']);
    const overEverywhere = Date.UTC(2026, 10, 23, 12);
    tell(book, report(5, 0, overEverywhere, unit), overEverywhere);
    expect(said(tell(book, place(2, { unit }), overEverywhere))).toEqual(['hold-refused unknown-unit']);
  });

  it('given an appointment, when it has begun in the zone of its service, then it cannot be held any more', () => {
    const unit = { unitType: 'appointment', date: '2026-11-22', time: '16:10' } as const;
    const other = { ...unit, time: '16:40' } as const;
    const montreal = { timeZone: 'America/Toronto', hours: [] };
    const book = emptyService({
      listing: { owner: OWNER, isListed: true, kind: 'health', opening: montreal },
    });
    tell(book, report(2, 0, NOW, unit), NOW, { ...TERMS, timeZone: 'Asia/Tokyo' });
    tell(book, report(2, 0, NOW, other));
    const [placed] = tell(book, place(1, { unit }));
    expect(placed).toMatchObject({ kind: 'hold-placed', hold: { offerExpiresAt: NOW + 10 * MINUTE } });
    const begun = NOW + 10 * MINUTE;
    expect(said(tell(book, place(2, { unit }), begun))).toEqual(['hold-refused unknown-unit']);
    expect(said(tell(book, place(3, { unit: other }), begun))).toEqual(['hold-placed']);
    expect(counts(book, unit)).toMatchObject({ held: 1 });
    expect(counts(book, other)).toMatchObject({ held: 1 });
  });

  it('given no zone of its own, when an appointment begins, then it does by the clock of the city', () => {
    const unit = { unitType: 'appointment', date: '2026-11-22', time: '16:10' } as const;
    const book = emptyService();
    tell(book, report(2, 0, NOW, unit));
    expect(said(tell(book, place(1, { unit }), NOW + 10 * MINUTE))).toEqual(['hold-refused unknown-unit']);
    const vancouver = { ...TERMS, timeZone: 'America/Vancouver' };
    expect(said(tell(book, place(2, { unit }), NOW + 10 * MINUTE, vancouver))).toEqual(['hold-placed']);
  });

  it('given lapsed holds in the way, when a place is asked for, then they expire first and make room', () => {
    const book = beds(2);
    tell(book, place(1));
    tell(book, place(2, { offerMinutes: 60 }));
    const effects = tell(book, place(3), NOW + 15 * MINUTE);
    expect(said(effects)).toEqual(['hold-expired', 'hold-placed']);
    expect(counts(book)).toMatchObject({ held: 2 });
    expect(said(tell(book, place(4), NOW + 15 * MINUTE))).toEqual(['hold-refused full']);
  });
});

describe('the places of one need', () => {
  it('given a limit of the city, when one need asks for more, then it gets none', () => {
    const terms = { ...TERMS, placesPerNeed: 2 };
    expect(said(tell(beds(9), place(1, { quantity: 3 }), NOW, terms))).toEqual(['hold-refused need-cap']);
    expect(said(tell(beds(9), place(1, { quantity: 2 }), NOW, terms))).toEqual(['hold-placed']);
  });

  it('given a limit of the service, when one need asks, then the service’s counts', () => {
    const limits = { placesPerNeed: 4 };
    const book = emptyService({
      listing: { owner: OWNER, isListed: true, kind: 'shelter', opening: null, limits },
    });
    tell(book, report(9, 0));
    const terms = { ...TERMS, placesPerNeed: 2 };
    expect(said(tell(book, place(1, { quantity: 4 }), NOW, terms))).toEqual(['hold-placed']);
    expect(said(tell(book, place(2, { quantity: 5 }), NOW, terms))).toEqual(['hold-refused need-cap']);
  });
});

describe('the share of one publisher', () => {
  const half: LedgerTerms = { ...TERMS, publisherShare: 0.5 };

  it('given half as its share, when a publisher asks for more, then it waits and others go on', () => {
    const book = beds(5);
    const mine = [1, 2, 3].map((number) => said(tell(book, place(number), NOW, half))[0]);
    expect(mine).toEqual(['hold-placed', 'hold-placed', 'hold-refused share-cap']);
    expect(said(tell(book, place(4, { publisher: '/departments/sante' }), NOW, half))).toEqual([
      'hold-placed',
    ]);
    tell(book, release(1, NOW), NOW, half);
    expect(said(tell(book, place(5), NOW, half))).toEqual(['hold-placed']);
  });

  it('given a share of the service, when a publisher asks for more, then the service’s counts', () => {
    const limits = { publisherSharePercent: 29 };
    const book = emptyService({
      listing: { owner: OWNER, isListed: true, kind: 'shelter', opening: null, limits },
    });
    tell(book, report(100, 0));
    tell(book, place(1, { quantity: 19 }), NOW, half);
    expect(said(tell(book, place(2, { quantity: 10 }), NOW, half))).toEqual(['hold-placed']);
    expect(said(tell(book, place(3), NOW, half))).toEqual(['hold-refused share-cap']);
  });

  it('given a small house, when a publisher that holds nothing asks, then one hold is always within its share', () => {
    expect(said(tell(beds(1), place(1), NOW, half))).toEqual(['hold-placed']);
    expect(said(tell(beds(3), place(1, { quantity: 3 }), NOW, half))).toEqual(['hold-placed']);
  });

  it('given a full house, when a publisher above its share asks, then it is full, not the share', () => {
    const book = beds(2);
    tell(book, place(1), NOW, half);
    tell(book, place(2, { publisher: '/departments/sante' }), NOW, half);
    expect(said(tell(book, place(3), NOW, half))).toEqual(['hold-refused full']);
  });
});
