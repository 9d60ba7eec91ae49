import type { HavreEvent } from '@havre/events';
import { describe, expect, it } from '@jest/globals';
import { about, ACCUEIL, AUBERGE, BEDS, BONAVENTURE, OTHER_BEDS, uuid } from '../testing/events.js';
import { foldReferrals } from './fold-referrals.js';
import type { ReferralFile } from './referral-view.js';

const one = about(1);
const SECOND = 9;
const INSIDE = [one.opened(), one.offered(), one.confirmed(), one.arrived()];
const ELSEWHERE = one.offered(SECOND, AUBERGE, OTHER_BEDS);

/** The file after these events, the holds of both places counted in, and who was told what by the last of them. */
function after(...events: readonly HavreEvent[]): { file: ReferralFile; told: readonly string[] } {
  const occupied = new Map([
    [uuid('hold', 1), 'occupied' as const],
    [uuid('hold', SECOND), 'occupied' as const],
  ]);
  const { changed, entries } = foldReferrals(new Map(), events, occupied);
  const last = events.at(-1)?.id;
  const told = entries.filter(({ event }) => event.id === last).map(({ recipient }) => recipient);
  if (changed[0] === undefined) throw new TypeError('no file');
  return { file: changed[0], told };
}

describe('a transfer', () => {
  it('given a household inside, when it opens, then its department sees where it is, and nobody else is told', () => {
    const { file, told } = after(...INSIDE, one.transferOpened());
    expect(file.department).toMatchObject({ state: 'requested', inside: { serviceId: BEDS } });
    expect(file.department.place).toBeUndefined();
    expect(file.providers[BONAVENTURE]).toMatchObject({ state: 'arrived' });
    expect(told).toEqual([ACCUEIL]);
  });

  it('given an offer elsewhere, then each provider sees its own and nothing of the other', () => {
    const { file } = after(...INSIDE, one.transferOpened(), ELSEWHERE);
    expect(file.department).toMatchObject({ place: { serviceId: OTHER_BEDS }, inside: { serviceId: BEDS } });
    expect(file.providers[BONAVENTURE]).toMatchObject({ state: 'arrived', serviceId: BEDS });
    expect(JSON.stringify(file.providers[BONAVENTURE])).not.toContain(OTHER_BEDS);
    expect(JSON.stringify(file.providers[AUBERGE])).not.toContain(BEDS);
  });

  it('given an arrival elsewhere, then the place that it left is told, and forgets whom it was about', () => {
    const { file, told } = after(
      ...INSIDE,
      one.transferOpened(),
      ELSEWHERE,
      one.confirmed(OTHER_BEDS),
      one.arrived(undefined, AUBERGE),
      one.transferEnded(),
    );
    expect(file.department).toMatchObject({ state: 'arrived', place: { serviceId: OTHER_BEDS } });
    expect(file.department.inside).toBeUndefined();
    expect(file.providers[BONAVENTURE]).toMatchObject({ state: 'ended', reason: 'moved' });
    expect(file.providers[BONAVENTURE]?.request).toBeUndefined();
    expect(told).toEqual([ACCUEIL, BONAVENTURE]);
  });

  it('given that nobody came elsewhere, then it is where it was, which never heard of it', () => {
    const { file, told } = after(
      ...INSIDE,
      one.transferOpened(),
      ELSEWHERE,
      one.offerEnded('expired', OTHER_BEDS),
      one.transferEnded('stays'),
    );
    expect(file.department).toMatchObject({ state: 'arrived', place: { serviceId: BEDS } });
    expect(file.department.inside).toBeUndefined();
    expect(file.providers[BONAVENTURE]).toMatchObject({ state: 'arrived' });
    expect(told).toEqual([ACCUEIL]);
  });

  it('given somebody late elsewhere after all, then the department sees the arrival there', () => {
    const { file } = after(
      ...INSIDE,
      one.transferOpened(),
      ELSEWHERE,
      one.offerEnded('expired', OTHER_BEDS),
      one.transferEnded('stays'),
      one.transferOpened(),
      one.arrived(undefined, AUBERGE),
      one.transferEnded(),
    );
    expect(file.department).toMatchObject({ state: 'arrived', place: { serviceId: OTHER_BEDS } });
    expect(file.providers[AUBERGE]).toMatchObject({ state: 'arrived' });
    expect(file.providers[BONAVENTURE]).toMatchObject({ state: 'ended', reason: 'moved' });
  });

  it('given a second service of the same provider, when its offer ends, then the provider sees the first again', () => {
    const second = 'maison-bonaventure-chambres';
    const offered = [...INSIDE, one.transferOpened(), one.offered(SECOND, BONAVENTURE, second)];
    expect(after(...offered).file.providers[BONAVENTURE]).toMatchObject({
      state: 'offered',
      serviceId: second,
      inside: { state: 'arrived', serviceId: BEDS },
    });
    const { file } = after(...offered, one.offerEnded('expired', second));
    expect(file.providers[BONAVENTURE]).toMatchObject({ state: 'arrived', serviceId: BEDS });
    expect(file.providers[BONAVENTURE]?.request).toBeDefined();
  });

  it('given an end between two places, then both providers are told', () => {
    const { file, told } = after(...INSIDE, one.transferOpened(), ELSEWHERE, one.closed('withdrawn'));
    expect(told).toEqual([ACCUEIL, AUBERGE, BONAVENTURE]);
    expect(Object.values(file.providers).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    expect(file.department.inside).toBeUndefined();
  });
});

describe('what a department is told besides', () => {
  it('is which houses to ring, until something else happens', () => {
    const rung = after(one.opened(), one.attention([OTHER_BEDS, BEDS]));
    expect(rung.file.department).toMatchObject({ reason: 'all-stale', toRing: [OTHER_BEDS, BEDS] });
    expect(after(one.opened(), one.attention([BEDS]), one.offered()).file.department.toRing).toBeUndefined();
  });

  it('is that a place is not kept much longer; the provider is told too', () => {
    const { file, told } = after(one.opened(), one.offered(), one.confirmed(), one.endingSoon());
    expect(file.department.state).toBe('accepted');
    expect(told).toEqual([ACCUEIL, BONAVENTURE]);
  });

  it('is which room, which day, at what time and when the doors open', () => {
    const place = { sleeps: 4, date: '2026-11-24', time: '14:30', opensAt: '2026-11-24T18:00:00.000Z' };
    const { file } = after(one.opened(), one.offered(1, BONAVENTURE, BEDS, place));
    expect(file.department.place).toMatchObject(place);
    expect(file.providers[BONAVENTURE]).toMatchObject(place);
  });
});
