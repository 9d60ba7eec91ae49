import { describe, expect, it } from '@jest/globals';
import { Random } from '../../demo/random.js';
import { FAULT_KINDS, shuffled } from './deck.js';

const drawn = (seed: number, count: number): string[] => {
  const names: string[] = [];
  for (const { name } of shuffled(FAULT_KINDS, new Random(seed))) {
    if (names.length === count) break;
    names.push(name);
  }
  return names;
};

describe('the faults of a seed', () => {
  it('are the same each time, and others for another seed', () => {
    expect(drawn(1, 60)).toEqual(drawn(1, 60));
    expect(drawn(1, 60)).not.toEqual(drawn(2, 60));
  });

  it('come once each before any comes again', () => {
    const names = FAULT_KINDS.map(({ name }) => name);
    expect(drawn(7, names.length).sort()).toEqual([...names].sort());
  });

  it('have names of their own', () => {
    const names = FAULT_KINDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
