import { describe, expect, it } from '@jest/globals';
import {
  MINUTE,
  NOW,
  OWNER,
  beds,
  confirm,
  counts,
  emptyService,
  expire,
  occupy,
  place,
  report,
  said,
  tell,
} from '../testing/given.js';

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

  it('given an appointment of another day, when it is accepted, then it is kept until that day ends', () => {
    const opening = {
      timeZone: 'America/Toronto',
      hours: [{ days: ['mo', 'tu', 'we', 'th', 'fr'] as const, opens: '09:00', closes: '17:00' }],
    };
    const unit = { unitType: 'appointment', date: '2026-11-26' } as const;
    for (const [hours, end] of [
      [opening, '2026-11-27T00:00:00-05:00'],
      [null, '2026-11-27T12:00:00Z'],
    ] as const) {
      const book = emptyService({
        listing: { owner: OWNER, isListed: true, kind: 'health', opening: hours },
      });
      tell(book, report(5, 0, NOW, unit));
      tell(book, place(1, { unit }));
      expect(tell(book, confirm(1))).toMatchObject([{ expiresAt: Date.parse(end) }]);
    }
  });

  it('given an appointment with a time, when it is accepted, then the journey counts from its start', () => {
    const unit = { unitType: 'appointment', date: '2026-11-26', time: '14:30' } as const;
    const book = emptyService();
    tell(book, report(5, 0, NOW, unit));
    tell(book, place(1, { unit }));
    expect(tell(book, confirm(1))).toMatchObject([{ expiresAt: Date.parse('2026-11-26T16:00:00-05:00') }]);
  });

  it('given a bed of another night, when it is accepted, then the journey counts from that opening', () => {
    const opening = {
      timeZone: 'America/Toronto',
      hours: [{ days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const, opens: '18:00', closes: '08:00' }],
    };
    const unit = { unitType: 'bed', date: '2026-11-26' } as const;
    const book = emptyService({ listing: { owner: OWNER, isListed: true, kind: 'shelter', opening } });
    tell(book, report(5, 0, NOW, unit));
    tell(book, place(1, { unit }));
    expect(tell(book, confirm(1))).toMatchObject([{ expiresAt: Date.parse('2026-11-26T19:30:00-05:00') }]);
  });

  it('given an offer whose time has run out, when it is accepted, then it expires, and is gone from then on', () => {
    const book = beds(5);
    tell(book, place(1));
    expect(said(tell(book, confirm(1), NOW + 15 * MINUTE))).toEqual(['hold-expired']);
    expect(counts(book)).toMatchObject({ held: 0 });
    expect(said(tell(book, confirm(1), NOW + 16 * MINUTE))).toEqual(['hold-refused gone']);
  });

  it('given no such hold, when it is confirmed or occupied, then it is gone', () => {
    expect(said(tell(beds(5), confirm(9)))).toEqual(['hold-refused gone']);
    expect(said(tell(beds(5), occupy(9, NOW)))).toEqual(['hold-refused gone']);
  });
});
