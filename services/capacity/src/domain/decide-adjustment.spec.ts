import { describe, expect, it } from '@jest/globals';
import {
  BEDS,
  MINUTE,
  NOW,
  adjust,
  beds,
  confirm,
  counts,
  emptyService,
  endAdjustments,
  expire,
  occupy,
  place,
  report,
  said,
  tell,
  walkIn,
} from '../testing/given.js';

const at = (minutes: number): number => NOW + minutes * MINUTE;

describe('places out of service', () => {
  it('given free places, when some go out and come back, then fewer and again as many are in service', () => {
    const book = beds(5, 1);
    tell(book, adjust('out-of-service', 2, { saidAt: at(1) }), at(1));
    expect(counts(book)).toMatchObject({ total: 3, deficit: 0 });
    expect(book.row('bed||')).toMatchObject({ outOfService: 2 });
    tell(book, adjust('back-in-service', 1, { saidAt: at(2) }), at(2));
    expect(counts(book)).toMatchObject({ total: 4 });
    expect(book.row('bed||')).toMatchObject({ outOfService: 1 });
  });

  it('given promised places, when they go out of service, then nobody is evicted and the deficit shows', () => {
    const book = beds(3, 1);
    tell(book, place(1, { quantity: 2 }));
    tell(book, adjust('out-of-service', 2, { saidAt: at(1) }), at(1));
    expect(counts(book)).toEqual({ total: 1, occupied: 1, held: 2, deficit: 2 });
    expect(said(tell(book, place(2), at(2)))).toEqual(['hold-refused full']);
    expect(said(tell(book, confirm(1), at(2)))).toEqual(['hold-confirmed']);
    expect(said(tell(book, occupy(1, at(3)), at(3)))).toEqual(['hold-occupied']);
    expect(counts(book)).toEqual({ total: 1, occupied: 3, held: 0, deficit: 2 });
  });

  it('given more than there are, when they go out of service, then nothing does', () => {
    const book = beds(2);
    expect(said(tell(book, adjust('out-of-service', 3, { saidAt: at(1) }), at(1)))).toEqual([
      'not-applied not-in-this-state',
    ]);
    expect(said(tell(emptyService(), adjust('out-of-service', 1)))).toEqual([
      'not-applied not-in-this-state',
    ]);
  });

  it('given an end, when it comes, then the places come back by themselves, and only once', () => {
    const book = beds(5);
    tell(book, adjust('out-of-service', 3, { saidAt: at(1), until: at(60) }), at(1));
    tell(book, adjust('back-in-service', 1, { saidAt: at(10) }), at(10));
    expect(counts(book)).toMatchObject({ total: 3 });
    tell(book, endAdjustments(), at(60));
    tell(book, endAdjustments(), at(61));
    expect(counts(book)).toMatchObject({ total: 5 });
    expect(book.row('bed||')).toMatchObject({ outOfService: 0, endsAt: null });
  });

  it('given an end that has passed, when it is said, then it is too late', () => {
    const effects = tell(beds(5), adjust('out-of-service', 1, { saidAt: at(1), until: at(5) }), at(6));
    expect(said(effects)).toEqual(['not-applied too-late']);
  });

  it('given a count without them, when their end comes, then it has no effect any more', () => {
    const book = beds(5);
    tell(book, adjust('out-of-service', 2, { saidAt: at(1), until: at(60) }), at(1));
    tell(book, report(4, 0, at(10)), at(10));
    expect(book.row('bed||')).toMatchObject({ total: 4, outOfService: 0, endsAt: null });
    tell(book, endAdjustments(), at(60));
    expect(counts(book)).toMatchObject({ total: 4 });
  });

  it('given a count that finds them out too, when their end comes, then they come back', () => {
    const book = beds(5);
    tell(book, adjust('out-of-service', 2, { saidAt: at(1), until: at(60) }), at(1));
    tell(book, report(3, 1, at(10)), at(10));
    expect(book.row('bed||')).toMatchObject({ total: 3, outOfService: 2, endsAt: at(60) });
    tell(book, endAdjustments(), at(60));
    expect(counts(book)).toMatchObject({ total: 5, occupied: 1 });
  });

  it('given places that came back by themselves, when a count made before comes late, then they are back on top of it', () => {
    const book = beds(5);
    tell(book, adjust('out-of-service', 2, { saidAt: at(1), until: at(20) }), at(1));
    tell(book, endAdjustments(), at(20));
    tell(book, report(3, 0, at(10)), at(21));
    expect(counts(book)).toMatchObject({ total: 5 });
  });

  it('given another count made before they came back, when it comes late, then it stands and they come back to nothing', () => {
    const book = beds(5);
    tell(book, adjust('out-of-service', 2, { saidAt: at(1), until: at(20) }), at(1));
    tell(book, endAdjustments(), at(20));
    tell(book, report(4, 0, at(10)), at(21));
    expect(counts(book)).toMatchObject({ total: 4 });
    tell(book, report(4, 0, at(12)), at(22));
    expect(counts(book)).toMatchObject({ total: 4 });
  });

  it('given a count, when something said before it is heard, then it is older', () => {
    const effects = tell(beds(5), adjust('out-of-service', 1, { saidAt: at(-1) }));
    expect(said(effects)).toEqual(['not-applied older-than-current']);
  });

  it('given places taken out after a count was made, when that count comes late, then they stay out of it', () => {
    const book = beds(5);
    tell(book, adjust('out-of-service', 2, { saidAt: at(5) }), at(5));
    tell(book, report(6, 0, at(2)), at(6));
    expect(counts(book)).toMatchObject({ total: 4 });
    tell(book, adjust('back-in-service', 2, { saidAt: at(7) }), at(7));
    expect(counts(book)).toMatchObject({ total: 6 });
  });

  it('given a count without places that were out, when they come back, then they are counted', () => {
    const book = beds(38);
    tell(book, adjust('back-in-service', 2, { saidAt: at(1) }), at(1));
    expect(counts(book)).toMatchObject({ total: 40 });
  });

  it('given a return that was heard first, when its outage is heard, then its end brings nothing back twice', () => {
    const book = beds(5);
    tell(book, adjust('back-in-service', 1, { saidAt: at(5) }), at(5));
    tell(book, adjust('out-of-service', 1, { saidAt: at(3), until: at(60) }), at(6));
    expect(book.row('bed||')).toMatchObject({ total: 5, outOfService: 0, endsAt: null });
    tell(book, endAdjustments(), at(60));
    expect(counts(book)).toMatchObject({ total: 5 });
  });

  it('given two reasons, when one is repaired, then the end of the other stands', () => {
    const book = beds(5);
    tell(book, adjust('out-of-service', 1, { saidAt: at(1), reason: 'pests', until: at(60) }), at(1));
    tell(book, adjust('out-of-service', 1, { saidAt: at(2), reason: 'repair', until: at(90) }), at(2));
    tell(book, adjust('back-in-service', 1, { saidAt: at(3), reason: 'repair' }), at(3));
    expect(book.row('bed||')).toMatchObject({ total: 4, outOfService: 1, endsAt: at(60) });
  });

  it('given a provider who said that nothing is left, when places go out, then those that were hidden go first', () => {
    const book = beds(5, 1);
    tell(book, place(1));
    tell(book, { kind: 'release-hold', holdId: place(1).holdId, releasedAt: NOW, correctAvailability: true });
    expect(counts(book)).toMatchObject({ total: 1 });
    tell(book, adjust('out-of-service', 2, { saidAt: at(1) }), at(1));
    expect(counts(book)).toMatchObject({ total: 1, deficit: 0 });
    tell(book, report(5, 1, at(2)), at(2));
    expect(counts(book)).toMatchObject({ total: 5 });
  });
});

describe('surge places', () => {
  it('given a cold night, when surge places open and end, then they are there until their end', () => {
    const book = beds(5, 5);
    tell(book, adjust('surge-opened', 10, { saidAt: at(1), reason: 'cold', until: at(600) }), at(1));
    expect(book.row('bed||')).toMatchObject({ total: 15, surge: 10 });
    expect(said(tell(book, place(1, { quantity: 3 }), at(2)))).toEqual(['hold-placed']);
    tell(book, confirm(1), at(3));
    tell(book, endAdjustments(), at(600));
    expect(counts(book)).toEqual({ total: 5, occupied: 5, held: 3, deficit: 3 });
    expect(said(tell(book, place(2), at(601)))).toEqual(['hold-refused report-expired']);
    expect(said(tell(book, expire(1), at(601)))).toEqual(['hold-expired']);
    expect(counts(book)).toMatchObject({ deficit: 0 });
  });

  it('given surge places, when a count finds as many places, then they still end when they were said to', () => {
    const book = beds(5);
    tell(book, adjust('surge-opened', 10, { saidAt: at(1), until: at(600) }), at(1));
    tell(book, report(15, 4, at(60)), at(60));
    tell(book, endAdjustments(), at(600));
    expect(counts(book)).toMatchObject({ total: 5, occupied: 4 });
  });

  it('given surge places, when they close, then they are gone and their end has no effect', () => {
    const book = beds(5);
    tell(book, adjust('surge-opened', 10, { saidAt: at(1), until: at(600) }), at(1));
    tell(book, adjust('surge-closed', 10, { saidAt: at(5) }), at(5));
    tell(book, endAdjustments(), at(600));
    expect(book.row('bed||')).toMatchObject({ total: 5, surge: 0, endsAt: null });
  });

  it('given nothing reported, when surge places open, then they can be held until a count is made', () => {
    const book = emptyService();
    tell(book, adjust('surge-opened', 2));
    expect(said(tell(book, place(1)))).toEqual(['hold-placed']);
    tell(book, report(2, 0, at(1), BEDS), at(1));
    expect(book.row('bed||')).toMatchObject({ total: 2, held: 1, surge: 2, drift: null });
  });

  it('given more than there can be, when surge places open or close, then nothing happens', () => {
    const book = beds(99_999);
    expect(said(tell(book, adjust('surge-opened', 2, { saidAt: at(1) }), at(1)))).toEqual([
      'not-applied not-in-this-state',
    ]);
    expect(said(tell(beds(1), adjust('surge-closed', 2, { saidAt: at(1) }), at(1)))).toEqual([
      'not-applied not-in-this-state',
    ]);
  });
});

describe('drift', () => {
  it('given a ledger of its own, when a count finds other places occupied, then how many stays beside it', () => {
    const book = beds(10, 4);
    expect(book.row('bed||')).toMatchObject({ drift: null });
    tell(book, walkIn(2, at(1)), at(1));
    tell(book, report(10, 9, at(5)), at(5));
    expect(book.row('bed||')).toMatchObject({ occupied: 9, drift: 3 });
    tell(book, report(10, 9, at(6)), at(6));
    expect(book.row('bed||')).toMatchObject({ drift: 0 });
  });

  it('given people who came after the count, when it comes late, then they are no drift', () => {
    const book = beds(10, 4);
    tell(book, walkIn(2, at(5)), at(5));
    tell(book, report(10, 4, at(2)), at(6));
    expect(book.row('bed||')).toMatchObject({ occupied: 6, drift: 0 });
  });
});
