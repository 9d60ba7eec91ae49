import { describe, expect, it } from '@jest/globals';
import {
  MINUTE,
  NOW,
  beds,
  confirm,
  counts,
  emptyService,
  endAdjustments,
  place,
  report,
  said,
  tell,
  vacate,
  walkIn,
} from '../testing/given.js';

const at = (minutes: number): number => NOW + minutes * MINUTE;

describe('walk-ins', () => {
  it('given free places, when a household walks in, then they are occupied', () => {
    const book = beds(5, 3);
    expect(said(tell(book, walkIn(2, at(1)), at(1)))).toEqual(['places-taken']);
    expect(counts(book)).toMatchObject({ occupied: 5 });
  });

  it('given too few places, when a household walks in, then it takes none of them', () => {
    const book = beds(5, 4);
    expect(said(tell(book, walkIn(2, at(1)), at(1)))).toEqual(['not-applied no-place']);
    expect(counts(book)).toMatchObject({ occupied: 4 });
  });

  it('given promised places, when a household walks in, then they stay promised', () => {
    const book = beds(2);
    tell(book, place(1));
    tell(book, place(2));
    tell(book, confirm(2));
    expect(said(tell(book, walkIn(1, at(1)), at(1)))).toEqual(['not-applied no-place']);
    expect(counts(book)).toEqual({ total: 2, occupied: 0, held: 2, deficit: 0 });
  });

  it('given holds whose time has run out, when a household walks in, then they make room', () => {
    const book = beds(1);
    tell(book, place(1));
    expect(said(tell(book, walkIn(1, at(15)), at(15)))).toEqual(['hold-expired', 'places-taken']);
    expect(counts(book)).toEqual({ total: 1, occupied: 1, held: 0, deficit: 0 });
  });

  it('given a count made after they came, when the walk-in is heard, then they are in it already', () => {
    const book = beds(5, 5);
    expect(said(tell(book, walkIn(1, at(-1))))).toEqual(['counted-already']);
    expect(counts(book)).toMatchObject({ occupied: 5, deficit: 0 });
  });

  it('given a walk-in, when a count made before it comes late, then it is neither lost nor doubled', () => {
    const book = beds(5);
    tell(book, walkIn(1, at(5)), at(5));
    tell(book, report(5, 2, at(2)), at(6));
    expect(counts(book)).toMatchObject({ occupied: 3 });
    tell(book, report(5, 3, at(7)), at(7));
    expect(counts(book)).toMatchObject({ occupied: 3 });
  });

  it('given a full house, when a late count leaves no room for a walk-in, then the deficit is by the count', () => {
    const book = beds(5);
    tell(book, walkIn(1, at(5)), at(5));
    tell(book, report(2, 2, at(2)), at(6));
    expect(counts(book)).toEqual({ total: 2, occupied: 3, held: 0, deficit: 1 });
  });

  it('given nothing reported, when a household walks in, then there is no place', () => {
    expect(said(tell(emptyService(), walkIn(1)))).toEqual(['not-applied no-place']);
  });

  it('given a service of somebody else, when a stranger tells of a walk-in, then it is told nothing', () => {
    const effects = tell(beds(5), { ...walkIn(1), source: '/providers/une-autre' });
    expect(said(effects)).toEqual(['not-applied unknown-subject']);
  });

  it('given a provider who said that nothing is left, when a household walks in, then there is no place', () => {
    const book = beds(3);
    tell(book, place(1));
    tell(book, { kind: 'release-hold', holdId: place(1).holdId, releasedAt: NOW, correctAvailability: true });
    expect(said(tell(book, walkIn(1, at(1)), at(1)))).toEqual(['not-applied no-place']);
  });

  it('given a date that is past everywhere, when something is said of its places, then it is too late', () => {
    const unit = { unitType: 'parcel', date: '2026-11-20' } as const;
    const book = emptyService();
    tell(book, report(5, 1, NOW, unit));
    expect(said(tell(book, { ...walkIn(1), unit }))).toEqual(['not-applied too-late']);
    expect(said(tell(book, { ...vacate(1), unit }))).toEqual(['not-applied too-late']);
  });
});

describe('places that are left', () => {
  it('given occupied places, when they are left, then they are free', () => {
    const book = beds(5, 5);
    expect(said(tell(book, vacate(2, at(1)), at(1)))).toEqual(['places-left']);
    expect(counts(book)).toMatchObject({ occupied: 3, total: 5 });
  });

  it('given fewer occupied places, when more are left, then nothing is', () => {
    const book = beds(5, 1);
    expect(said(tell(book, vacate(2, at(1)), at(1)))).toEqual(['not-applied not-in-this-state']);
    expect(said(tell(emptyService(), vacate(1)))).toEqual(['not-applied not-in-this-state']);
    expect(counts(book)).toMatchObject({ occupied: 1 });
  });

  it('given a turnaround, when places are left, then they are out of service until they are ready', () => {
    const book = beds(5, 5);
    const effects = tell(book, { ...vacate(1, at(1)), readyAt: at(31) }, at(1));
    expect(said(effects)).toEqual(['places-left', 'places-adjusted']);
    expect(counts(book)).toEqual({ total: 4, occupied: 4, held: 0, deficit: 0 });
    expect(book.row('bed||')).toMatchObject({ outOfService: 1, endsAt: at(31) });
    expect(said(tell(book, endAdjustments(), at(30)))).toEqual([]);
    expect(said(tell(book, endAdjustments(), at(31)))).toEqual(['adjustment-ended']);
    expect(counts(book)).toEqual({ total: 5, occupied: 4, held: 0, deficit: 0 });
    expect(said(tell(book, endAdjustments(), at(32)))).toEqual([]);
  });

  it('given more people than places, when some leave, then no place comes out of it and nobody new is let in', () => {
    const book = beds(2, 4);
    tell(book, { ...vacate(1, at(1)), readyAt: at(31) }, at(1));
    expect(counts(book)).toEqual({ total: 1, occupied: 3, held: 0, deficit: 2 });
    expect(said(tell(book, walkIn(1, at(2)), at(2)))).toEqual(['not-applied no-place']);
  });

  it('given a count made after they left, when it is heard that they did, then they are off it already', () => {
    const book = beds(5, 3);
    expect(said(tell(book, vacate(1, at(-1))))).toEqual(['counted-already']);
    expect(said(tell(book, { ...vacate(1, at(-3)), readyAt: at(-1) }))).toEqual(['counted-already']);
    expect(counts(book)).toMatchObject({ occupied: 3, total: 5 });
  });

  it('given a count made during a turnaround, when only then the departure is heard, then the count stands', () => {
    const book = beds(5, 3);
    expect(said(tell(book, { ...vacate(1, at(-1)), readyAt: at(30) }))).toEqual([
      'not-applied older-than-current',
    ]);
  });

  it('given a departure, when a count made before it comes late, then it stays off it', () => {
    const book = beds(5, 5);
    tell(book, vacate(2, at(5)), at(5));
    tell(book, report(5, 5, at(2)), at(6));
    expect(counts(book)).toMatchObject({ occupied: 3 });
  });
});
