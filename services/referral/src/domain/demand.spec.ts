import { describe, expect, it } from '@jest/globals';
import type { Need, UnitType } from '@havre/events';
import { quantityFor, sleepsAll } from './demand.js';
import { request } from './testing/city.js';

function household(size: number, changes: Partial<Need> = {}) {
  const members = Array.from({ length: size }, () => ({ ageGroup: 'adult' as const }));
  return request({
    household: { members },
    need: { kind: 'shelter', priority: 'urgent', ...changes },
  });
}

describe('how many places a need takes', () => {
  it.each<[UnitType, number, number, number]>([
    ['bed', 5, 1, 5],
    ['parcel', 3, 1, 3],
    ['seat', 2, 1, 2],
    ['appointment', 4, 1, 1],
    ['room', 5, 6, 1],
    ['room', 5, 3, 2],
    ['unit', 5, 2, 3],
  ])('%s for %i people, each sleeping %i: %i', (unitType, size, sleeps, quantity) => {
    const asked = household(size);
    expect(quantityFor(asked, unitType, sleeps)).toBe(quantity);
    expect(sleepsAll(asked, unitType, sleeps)).toBe(true);
  });

  it('is what was asked for, even when that does not sleep everybody', () => {
    const asked = household(5, { quantity: 1 });
    expect(quantityFor(asked, 'room', 3)).toBe(1);
    expect(sleepsAll(asked, 'room', 3)).toBe(false);
  });
});
