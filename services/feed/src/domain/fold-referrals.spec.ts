import type { HavreEvent } from '@havre/events';
import { describe, expect, it } from '@jest/globals';
import { about, ACCUEIL, AUBERGE, BEDS, BONAVENTURE, CODE, OTHER_BEDS, uuid } from '../testing/events.js';
import { foldReferrals, holdsAtTheDoor, type ArrivalState } from './fold-referrals.js';
import type { ReferralFile } from './referral-view.js';

interface Told {
  readonly file: ReferralFile | undefined;
  /** `recipient type`, in order. */
  readonly told: readonly string[];
  readonly claims: readonly string[];
}

/** Given a history, when these events are folded, then this is the file and these are told. */
function fold(
  given: readonly HavreEvent[],
  when: readonly HavreEvent[],
  arrivals: Readonly<Record<string, ArrivalState>> = {},
): Told {
  const before = foldReferrals(new Map(), given, new Map()).changed;
  const files = new Map(before.map((file) => [file.referralId, file]));
  const { changed, entries, claims } = foldReferrals(files, when, new Map(Object.entries(arrivals)));
  return {
    file: changed[0] ?? before[0],
    told: entries.map(({ recipient, event }) => `${recipient} ${event.type}`),
    claims: [...claims.keys()],
  };
}

const one = about(1);
const OPENED = [one.opened()];
const OFFERED = [...OPENED, one.offered()];
const ACCEPTED = [...OFFERED, one.confirmed()];

describe('a referral, as its department sees it', () => {
  it('is requested once it is opened', () => {
    const { file, told } = fold([], [one.opened()]);
    expect(file?.department).toMatchObject({
      referralId: one.subject,
      intakeId: uuid('intake', 1),
      state: 'requested',
      kind: 'shelter',
      priority: 'urgent',
      needIndex: 0,
    });
    expect(told).toEqual([`${ACCUEIL} havre.referral.opened.v1`]);
  });

  it('shows the place, the time to answer and the code once it is offered', () => {
    const { file, told } = fold(OPENED, [one.offered()]);
    expect(file?.department).toMatchObject({
      state: 'offered',
      code: CODE,
      place: { serviceId: BEDS, provider: BONAVENTURE, quantity: 1, expiresAt: '2026-11-22T21:15:00.000Z' },
    });
    expect(told).toEqual([
      `${ACCUEIL} havre.referral.offered.v1`,
      `${BONAVENTURE} havre.referral.offered.v1`,
    ]);
  });

  it('says until when the place is kept once the provider accepted', () => {
    const { file } = fold(OFFERED, [one.confirmed()]);
    expect(file?.department).toMatchObject({
      state: 'accepted',
      place: { keptUntil: '2026-11-22T22:30:00.000Z' },
    });
    expect(file?.providers[BONAVENTURE]).toMatchObject({ state: 'accepted' });
  });

  it('has no place any more once the offer ended', () => {
    const { file } = fold(OFFERED, [one.offerEnded()]);
    expect(file?.department).toMatchObject({ state: 'requested' });
    expect(file?.department).not.toHaveProperty('place');
  });

  it.each([
    ['waitlisted', one.waitlisted(), 'all-full'],
    ['needs-attention', one.attention(), 'all-stale'],
    ['unplaced', one.unplaced(), 'none-exists'],
  ] as const)('is %s with the reason, told to nobody else', (state, event, reason) => {
    const { file, told } = fold(OPENED, [event]);
    expect(file?.department).toMatchObject({ state, reason });
    expect(told).toEqual([`${ACCUEIL} ${event.type}`]);
  });

  it('forgets a reason that no longer holds', () => {
    const { file } = fold([...OPENED, one.waitlisted()], [one.offered()]);
    expect(file?.department).not.toHaveProperty('reason');
  });

  it('ends as it was closed, and says by whom', () => {
    const { file, told } = fold(ACCEPTED, [one.closed('completed')]);
    expect(file?.department).toMatchObject({ state: 'completed', endedBy: 'provider' });
    expect(told).toEqual([`${ACCUEIL} havre.referral.closed.v1`, `${BONAVENTURE} havre.referral.closed.v1`]);
  });

  it('can be offered again after it ended: it was reopened', () => {
    const { file } = fold([...ACCEPTED, one.closed('not-arrived')], [one.offered(2, AUBERGE, OTHER_BEDS)]);
    expect(file?.department).toMatchObject({ state: 'offered', place: { provider: AUBERGE } });
    expect(file?.department).not.toHaveProperty('endedBy');
  });

  it('is made from an offer when its opening is older than the log', () => {
    const { file, told } = fold([], [one.offered()]);
    expect(file?.department).toMatchObject({ state: 'offered', intakeId: uuid('intake', 1) });
    expect(told).toHaveLength(2);
  });

  it.each([one.confirmed(), one.offerEnded(), one.declined()])(
    'is told to nobody when it is not known ($type)',
    (event) => {
      expect(fold([], [event])).toEqual({ file: undefined, told: [], claims: [] });
    },
  );
});

describe('a referral, as a provider sees it', () => {
  it('never carries the code', () => {
    const { file } = fold(OPENED, [one.offered()]);
    expect(JSON.stringify(file?.providers[BONAVENTURE])).not.toContain(CODE);
    const { entries } = foldReferrals(new Map(), [one.offered()], new Map());
    const copy = entries.find(({ recipient }) => recipient === BONAVENTURE);
    expect(copy?.event.data).not.toHaveProperty('code');
    expect(copy?.event.data).toMatchObject({ household: { members: [{ ageGroup: 'adult' }] } });
  });

  it('forgets the household once the offer is over', () => {
    for (const event of [one.offerEnded(), one.declined(), one.closed()]) {
      expect(fold(OFFERED, [event]).file?.providers[BONAVENTURE]).not.toHaveProperty('request');
    }
    expect(fold(OFFERED, [one.confirmed()]).file?.providers[BONAVENTURE]).toHaveProperty('request');
  });

  it('says why the offer ended', () => {
    const { file, told } = fold(ACCEPTED, [one.offerEnded('returned')]);
    expect(file?.providers[BONAVENTURE]).toMatchObject({ state: 'ended', reason: 'returned' });
    expect(told).toContain(`${BONAVENTURE} havre.referral.offer-ended.v1`);
  });

  it('hears nothing more once another provider was asked', () => {
    const history = [...OFFERED, one.declined(), one.offered(2, AUBERGE, OTHER_BEDS)];
    const { told, file } = fold(history, [
      one.confirmed(OTHER_BEDS),
      one.offerEnded('expired', OTHER_BEDS),
      one.closed(),
    ]);
    expect(told.filter((line) => line.startsWith(BONAVENTURE))).toEqual([]);
    expect(file?.providers[BONAVENTURE]).toMatchObject({ state: 'declined', reason: 'no-place' });
  });
});

describe('a decline', () => {
  it('is told to the department when it comes from the provider that was asked', () => {
    const { told, file } = fold(OFFERED, [one.declined()]);
    expect(told).toEqual([`${ACCUEIL} havre.referral.declined.v1`]);
    expect(file?.department).toMatchObject({ state: 'requested' });
  });

  it('from a stranger, or from one whose offer is over, changes nothing and is told to nobody', () => {
    for (const given of [OFFERED, [...OFFERED, one.offerEnded(), one.offered(2, AUBERGE, OTHER_BEDS)]]) {
      const stranger = given === OFFERED ? AUBERGE : BONAVENTURE;
      const before = fold(given, []).file;
      expect(fold(given, [one.declined(stranger)])).toEqual({ file: before, told: [], claims: [] });
    }
  });
});

describe('an arrival', () => {
  const HOLD = uuid('hold', 1);

  it('is a claim until the ledger has counted it', () => {
    const { told, claims, file } = fold(ACCEPTED, [one.arrived()]);
    expect(told).toEqual([]);
    expect(claims).toEqual([HOLD]);
    expect(file?.department.state).toBe('accepted');
  });

  it('is told at once when the ledger was read first', () => {
    const { told, file, claims } = fold(ACCEPTED, [one.arrived()], { [HOLD]: 'occupied' });
    expect(told).toEqual([`${ACCUEIL} havre.referral.arrived.v1`]);
    expect(file?.department.state).toBe('arrived');
    expect(file?.providers[BONAVENTURE]?.state).toBe('arrived');
    expect(claims).toEqual([]);
  });

  it('is told once, however often the provider says it', () => {
    expect(fold(ACCEPTED, [one.arrived(), one.arrived()], { [HOLD]: 'occupied' }).told).toHaveLength(1);
    expect(fold(ACCEPTED, [one.arrived()], { [HOLD]: 'settled' }).told).toEqual([]);
  });

  it('does not undo what came after it', () => {
    const { file, told } = fold([...ACCEPTED, one.closed()], [one.arrived()], { [HOLD]: 'occupied' });
    expect(file?.department.state).toBe('completed');
    expect(told).toEqual([`${ACCUEIL} havre.referral.arrived.v1`]);
  });

  it('of a latecomer shows the place again', () => {
    const late = [...ACCEPTED, one.offerEnded(), one.closed('not-arrived')];
    const { file } = fold(late, [one.arrived()], { [HOLD]: 'occupied' });
    expect(file?.department).toMatchObject({ state: 'arrived', place: { serviceId: BEDS } });
  });

  it.each(['érable rivière 43', 'rien du tout 00'])(
    'with the code %s of somebody else is no claim',
    (code) => {
      expect(fold(ACCEPTED, [one.arrived(code)]).claims).toEqual([]);
    },
  );

  it.each(['ERABLE RIVIERE 42', 'érable-rivière-42', ' Érable  rivière 42 '.trim()])(
    'with the code written %s is a claim',
    (code) => {
      expect(fold(ACCEPTED, [one.arrived(code)]).claims).toEqual([HOLD]);
    },
  );

  it('at the door of a provider that was never asked is no claim', () => {
    expect(fold(ACCEPTED, [one.arrived(CODE, AUBERGE)]).claims).toEqual([]);
    expect(fold([], [one.arrived()]).claims).toEqual([]);
  });

  it('is looked for under every hold that it may be about', () => {
    const known = new Map(
      foldReferrals(new Map(), OFFERED, new Map()).changed.map((file) => [file.referralId, file]),
    );
    const two = about(2);
    const events = [one.arrived(), two.offered(22), two.arrived(), about(3).offered(33)];
    expect(holdsAtTheDoor(known, events)).toEqual([HOLD, uuid('hold', 22)]);
    expect(holdsAtTheDoor(known, [one.closed()])).toEqual([]);
  });
});

describe('what everybody is shown', () => {
  it('leaves out receipts, causes and traces, which may be somebody else’s', () => {
    const { entries } = foldReferrals(new Map(), [...ACCEPTED, one.declined(), one.closed()], new Map());
    for (const { event } of entries) {
      expect(Object.keys(event).sort()).toEqual(
        ['data', 'datacontenttype', 'id', 'source', 'specversion', 'subject', 'time', 'type'].sort(),
      );
    }
  });
});
