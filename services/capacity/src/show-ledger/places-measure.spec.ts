import { describe, expect, it } from '@jest/globals';
import { placesMeasure } from './places-measure.js';

describe('the places of the city as a metric', () => {
  it('are told in fives, so that nobody learns of four people, nor of the fourth by a difference', async () => {
    const read = (occupied: number) =>
      placesMeasure(() => Promise.resolve([{ unitType: 'bed', total: 104, occupied, held: 4 }])).read();
    expect(await read(99)).toEqual([
      { labels: { unit_type: 'bed', state: 'total' }, value: 100 },
      { labels: { unit_type: 'bed', state: 'occupied' }, value: 95 },
      { labels: { unit_type: 'bed', state: 'held' }, value: 0 },
    ]);
    expect(await read(95)).toEqual(await read(99));
  });
});
