import { describe, expect, it } from '@jest/globals';
import { parsePartnerEvent } from '@havre/events';
import { makeCity } from './make-city.js';

const placesOf = (city: ReturnType<typeof makeCity>, kind: string): number =>
  city.services
    .filter(({ listing }) => listing.kind === kind)
    .flatMap(({ places }) => places)
    .reduce((sum, { total }) => sum + total, 0);

describe('the invented city', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(makeCity(7, 300)).toEqual(makeCity(7, 300));
    expect(makeCity(8, 300).services).not.toEqual(makeCity(7, 300).services);
  });

  it('lists what the published language can say', () => {
    const outcomes = makeCity(7, 300).services.map(({ id, provider, listing }) => {
      const result = parsePartnerEvent({
        specversion: '1.0',
        id: `listed-${id}`,
        source: provider,
        subject: id,
        type: 'havre.service.listed.v1',
        datacontenttype: 'application/json',
        data: listing,
      });
      return result.outcome === 'valid' ? 'valid' : result.code;
    });
    expect([...new Set(outcomes)]).toEqual(['valid']);
  });

  it('has all six kinds and grows with those who ask', () => {
    const small = makeCity(7, 200);
    const large = makeCity(7, 2_000);
    const kinds = new Set(small.services.map(({ listing }) => listing.kind));
    expect([...kinds].sort()).toEqual(['food', 'health', 'housing', 'integration', 'recreation', 'shelter']);
    expect(placesOf(large, 'shelter') / placesOf(small, 'shelter')).toBeCloseTo(10, 0);
  });
});
