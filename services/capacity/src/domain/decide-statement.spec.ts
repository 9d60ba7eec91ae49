import { describe, expect, it } from '@jest/globals';
import {
  BEDS,
  MINUTE,
  NOW,
  OWNER,
  beds,
  counts,
  emptyService,
  occupy,
  place,
  release,
  report,
  said,
  tell,
} from '../testing/given.js';

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
