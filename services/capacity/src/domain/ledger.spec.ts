import { describe, expect, it } from '@jest/globals';
import {
  BEDS,
  MINUTE,
  NOW,
  OWNER,
  TERMS,
  confirm,
  counts,
  emptyService,
  expire,
  holdId,
  occupy,
  place,
  release,
  report,
  said,
  tell,
} from '../testing/given.js';
import type { LedgerTerms } from './ledger-terms.js';
import type { ServiceBook } from './service-book.js';

function beds(total: number, occupied = 0): ServiceBook {
  const book = emptyService();
  tell(book, report(total, occupied));
  return book;
}

describe('reports', () => {
  it('given nothing, when the owner reports, then its counts are the ledger', () => {
    expect(counts(beds(40, 31))).toEqual({ total: 40, occupied: 31, held: 0, deficit: 0 });
  });

  it('given a service of somebody else, when a stranger reports, then it is told nothing of the service', () => {
    const book = beds(40);
    const effects = tell(book, { ...report(1, 0), source: '/providers/une-autre' });
    expect(said(effects)).toEqual(['not-applied unknown-subject']);
    expect(counts(book)).toMatchObject({ total: 40 });
  });

  it('given a delisted service, when its owner reports, then it is not applied', () => {
    const book = emptyService({ listing: { owner: OWNER, isListed: false, kind: 'shelter', opening: null } });
    expect(said(tell(book, report(1, 0)))).toEqual(['not-applied unknown-subject']);
  });

  it('given no listing yet, when somebody reports, then the report waits, and in the end nobody knows it', () => {
    const book = emptyService({ listing: null });
    expect(said(tell(book, { ...report(1, 0), mayWait: true }))).toEqual(['listing-awaited']);
    expect(said(tell(book, { ...report(1, 0), mayWait: false }))).toEqual(['not-applied unknown-subject']);
  });

  it('given a report, when an older one arrives late, then it is not applied', () => {
    const book = beds(40, 31);
    expect(said(tell(book, report(10, 0, NOW - 1)))).toEqual(['not-applied older-than-current']);
    expect(counts(book)).toMatchObject({ total: 40, occupied: 31 });
  });

  it('given a report, when another of the same instant follows, then the later one in the log counts', () => {
    const book = beds(40, 31);
    tell(book, report(39, 30));
    expect(counts(book)).toMatchObject({ total: 39, occupied: 30 });
  });

  it('given rows of different ages, when a report is between them, then each row takes it or keeps its own', () => {
    const book = beds(40);
    const rooms = { unitType: 'room', sleeps: 4 } as const;
    const effects = tell(book, {
      ...report(1, 0, NOW - MINUTE),
      units: [
        { ...BEDS, total: 1, occupied: 0 },
        { ...rooms, total: 3, occupied: 1 },
      ],
    });
    expect(said(effects)).toEqual(['counts-reported']);
    expect(counts(book)).toMatchObject({ total: 40 });
    expect(counts(book, rooms)).toMatchObject({ total: 3, occupied: 1 });
  });

  it('given a provider whose clock is ahead, when its next report is earlier by its own clock, then it is older', () => {
    const book = beds(40);
    tell(book, report(39, 0, NOW + 4 * MINUTE), NOW);
    expect(said(tell(book, report(38, 0, NOW + 3 * MINUTE), NOW + 10))).toEqual([
      'not-applied older-than-current',
    ]);
  });

  it('given live holds, when a report lowers the total below what is promised, then the deficit shows', () => {
    const book = beds(5, 2);
    tell(book, place(1, { quantity: 3 }));
    tell(book, report(4, 2, NOW + 1), NOW + 1);
    expect(counts(book)).toEqual({ total: 4, occupied: 2, held: 3, deficit: 1 });
    expect(said(tell(book, place(2), NOW + 2))).toEqual(['hold-refused full']);
    tell(book, release(1, NOW + 3), NOW + 3);
    expect(counts(book)).toEqual({ total: 4, occupied: 2, held: 0, deficit: 0 });
  });

  it('given arrivals, when a report made before them comes late, then they are kept on top of it', () => {
    const book = beds(10);
    tell(book, place(1, { quantity: 2 }));
    tell(book, occupy(1, NOW + 5 * MINUTE), NOW + 5 * MINUTE);
    tell(book, report(10, 4, NOW + MINUTE), NOW + 6 * MINUTE);
    expect(counts(book)).toMatchObject({ occupied: 6, held: 0 });
    tell(book, report(10, 6, NOW + 7 * MINUTE), NOW + 7 * MINUTE);
    expect(counts(book)).toMatchObject({ occupied: 6 });
  });

  it('given a report that has counted somebody, when the arrival itself comes after it, then nobody counts twice', () => {
    const book = beds(10);
    tell(book, place(1));
    tell(book, report(10, 1, NOW + 2 * MINUTE), NOW + 2 * MINUTE);
    tell(book, occupy(1, NOW + MINUTE), NOW + 3 * MINUTE);
    expect(counts(book)).toMatchObject({ occupied: 1, held: 0 });
  });

  it('given a clock ahead of ours, when somebody arrives after the report, then the arrival is counted', () => {
    const book = beds(10);
    tell(book, report(10, 0, NOW + 5 * MINUTE), NOW + 1);
    tell(book, place(1), NOW + 2);
    tell(book, occupy(1, NOW + 3), NOW + 3);
    expect(counts(book)).toMatchObject({ occupied: 1 });
  });

  it('given departures, when a report made before them comes late, then they stay off it', () => {
    const book = beds(10);
    tell(book, place(1));
    tell(book, occupy(1, NOW + 1), NOW + 1);
    tell(book, release(1, NOW + 10), NOW + 10);
    expect(counts(book)).toMatchObject({ occupied: 0 });
    tell(book, report(10, 1, NOW + 5), NOW + 11);
    expect(counts(book)).toMatchObject({ occupied: 0 });
  });

  it('given a report that names a unit twice, when it is applied, then its last word counts', () => {
    const book = emptyService();
    tell(book, {
      ...report(1, 0),
      units: [
        { ...BEDS, total: 1, occupied: 0 },
        { ...BEDS, total: 2, occupied: 1 },
      ],
    });
    expect(counts(book)).toMatchObject({ total: 2, occupied: 1 });
  });
});

describe('still current', () => {
  const stillCurrent = (saidAt: number) =>
    ({ kind: 'confirm-counts', source: OWNER, saidAt, mayWait: false }) as const;

  it('given an expired report, when the owner confirms it, then places can be held again', () => {
    const book = beds(5);
    const later = NOW + 480 * MINUTE;
    expect(said(tell(book, place(1), later))).toEqual(['hold-refused report-expired']);
    expect(said(tell(book, stillCurrent(later), later))).toEqual(['counts-confirmed']);
    expect(said(tell(book, place(2), later))).toEqual(['hold-placed']);
  });

  it('given nothing reported, when the owner confirms, then there is nothing to confirm', () => {
    expect(said(tell(emptyService(), stillCurrent(NOW)))).toEqual(['not-applied not-in-this-state']);
  });

  it('given a newer report, when an older confirmation comes late, then it is not applied', () => {
    expect(said(tell(beds(5), stillCurrent(NOW - 1)))).toEqual(['not-applied older-than-current']);
  });

  it('given a confirmation, when a correction said before it comes late, then the correction is not lost', () => {
    const book = beds(5);
    tell(book, stillCurrent(NOW + 2 * MINUTE), NOW + 2 * MINUTE);
    tell(book, report(3, 0, NOW + MINUTE), NOW + 3 * MINUTE);
    expect(counts(book)).toMatchObject({ total: 3 });
    expect(book.row('bed||')?.reportedAt).toBe(NOW + 2 * MINUTE);
  });
});

describe('closing', () => {
  const closing = (changes: object) =>
    ({
      kind: 'close-service',
      source: OWNER,
      saidAt: NOW,
      mayWait: false,
      from: null,
      until: null,
      ...changes,
    }) as const;

  it('given a closed service, when a place is asked for, then it is closed until its end', () => {
    const book = beds(5);
    tell(book, closing({ until: NOW + 60 * MINUTE }));
    expect(said(tell(book, place(1)))).toEqual(['hold-refused closed']);
    expect(said(tell(book, place(2), NOW + 60 * MINUTE))).toEqual(['hold-placed']);
  });

  it('given a closing ahead, when a place is asked for before it, then it is open', () => {
    const book = beds(5);
    tell(book, closing({ from: NOW + MINUTE }));
    expect(said(tell(book, place(1)))).toEqual(['hold-placed']);
    expect(said(tell(book, place(2), NOW + MINUTE))).toEqual(['hold-refused closed']);
  });

  it('given a closing until further notice, when the owner ends it, then places can be held', () => {
    const book = beds(5);
    tell(book, closing({}));
    expect(said(tell(book, closing({ saidAt: NOW - 1, until: NOW })))).toEqual([
      'not-applied older-than-current',
    ]);
    tell(book, closing({ saidAt: NOW + 1, until: NOW + 1 }), NOW + 1);
    expect(said(tell(book, place(1), NOW + 1))).toEqual(['hold-placed']);
  });
});

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

describe('the journey', () => {
  it('given an offer, when it is accepted, then the place is kept for the journey from then on', () => {
    const book = beds(5);
    tell(book, place(1));
    const [confirmed] = tell(book, confirm(1, 90), NOW + 10 * MINUTE);
    expect(confirmed).toMatchObject({ kind: 'hold-confirmed', expiresAt: NOW + 100 * MINUTE });
    expect(said(tell(book, expire(1), NOW + 99 * MINUTE))).toEqual([]);
    expect(tell(book, expire(1), NOW + 100 * MINUTE)).toMatchObject([
      { kind: 'hold-expired', phase: 'journey' },
    ]);
    expect(counts(book)).toMatchObject({ held: 0 });
  });

  it('given beds, when more than two hours are asked, then two hours are given, also by asking again', () => {
    const book = beds(5);
    tell(book, place(1));
    expect(tell(book, confirm(1, 600))).toMatchObject([{ expiresAt: NOW + 120 * MINUTE }]);
    expect(tell(book, confirm(1, 90), NOW + 60 * MINUTE)).toMatchObject([{ expiresAt: NOW + 120 * MINUTE }]);
  });

  it('given a journey, when it is asked for again, then it is prolonged and never shortened', () => {
    const book = beds(5);
    tell(book, place(1));
    tell(book, confirm(1, 60));
    expect(tell(book, confirm(1, 60), NOW + 30 * MINUTE)).toMatchObject([{ expiresAt: NOW + 90 * MINUTE }]);
    expect(tell(book, confirm(1, 5), NOW + 31 * MINUTE)).toMatchObject([{ expiresAt: NOW + 90 * MINUTE }]);
  });

  it('given a house that opens later, when an offer is accepted, then the journey counts from the opening', () => {
    const opening = {
      timeZone: 'America/Toronto',
      hours: [{ days: ['su', 'mo'] as const, opens: '18:00', closes: '08:00' }],
    };
    const book = emptyService({ listing: { owner: OWNER, isListed: true, kind: 'shelter', opening } });
    tell(book, report(5, 0));
    tell(book, place(1));
    // 16:00 in Montréal; the doors open at 18:00.
    expect(tell(book, confirm(1, 90))).toMatchObject([{ expiresAt: NOW + (120 + 90) * MINUTE }]);
  });

  it('given an offer whose time has run out, when it is accepted, then it is gone and the place is free', () => {
    const book = beds(5);
    tell(book, place(1));
    expect(said(tell(book, confirm(1), NOW + 15 * MINUTE))).toEqual(['hold-expired', 'hold-refused gone']);
    expect(counts(book)).toMatchObject({ held: 0 });
    expect(said(tell(book, confirm(1), NOW + 16 * MINUTE))).toEqual(['hold-refused gone']);
  });

  it('given no such hold, when it is confirmed or occupied, then it is gone', () => {
    expect(said(tell(beds(5), confirm(9)))).toEqual(['hold-refused gone']);
    expect(said(tell(beds(5), occupy(9, NOW)))).toEqual(['hold-refused gone']);
  });
});

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
});

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
