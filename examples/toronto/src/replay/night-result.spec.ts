import { describe, expect, it } from '@jest/globals';
import type { HouseholdRecord } from './night-journal.js';
import { NOTHING, addNights, countNight, percentile } from './night-result.js';

const household = (changes: Partial<HouseholdRecord> = {}): HouseholdRecord =>
  ({
    publishedAt: 100,
    places: 1,
    state: 'placed',
    serviceId: 'house',
    wasPlaced: true,
    hasWaited: false,
    firstOfferAt: 120,
    offers: 1,
    ...changes,
  }) as HouseholdRecord;
const waiting = household({ state: 'waiting', wasPlaced: false, hasWaited: true });
delete waiting.firstOfferAt;
const house = (free: number) => [{ shelterId: 'house', total: 10, occupied: 10 - free }];

describe('result of a night', () => {
  it('counts the households by what became of them', () => {
    const waited = household({ hasWaited: true, firstOfferAt: 900 });
    expect(
      countNight({ households: [household(), waiting, waited], reported: house(2), gateDrops: 3 }),
    ).toEqual({
      asked: 3,
      offered: 2,
      accepted: 2,
      waitlisted: 2,
      unplaced: 1,
      offerMs: [20],
      overbooked: 0,
      gateDrops: 3,
    });
  });

  it('counts every place above what the shelter has', () => {
    const overbooked = (households: readonly HouseholdRecord[], free: number) =>
      countNight({ households, reported: house(free), gateDrops: 0 }).overbooked;
    expect(overbooked([household({ places: 3 }), household()], 4)).toBe(0);
    expect(overbooked([household({ places: 3 }), household()], 2)).toBe(2);
    expect(overbooked([household({ serviceId: 'never-reported' })], 4)).toBe(1);
  });

  it('adds nights up', () => {
    const night = { ...NOTHING, asked: 2, offerMs: [1], gateDrops: 1 };
    expect(addNights([night, { ...night, offerMs: [2], overbooked: 1 }])).toEqual({
      ...NOTHING,
      asked: 4,
      offerMs: [1, 2],
      gateDrops: 2,
      overbooked: 1,
    });
  });

  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile([7], 0.99)]).toEqual([50, 99, 7]);
    expect(percentile([], 0.5)).toBeUndefined();
  });
});
