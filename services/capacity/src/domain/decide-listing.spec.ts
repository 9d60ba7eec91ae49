import { describe, expect, it } from '@jest/globals';
import { decideListing } from './decide-listing.js';
import type { Listing } from './service-view.js';

const MINE: Listing = { owner: '/providers/a', isListed: true, kind: 'shelter', opening: null };
const list = (source: string) => ({ kind: 'list', source, serviceKind: 'food', opening: null }) as const;
const delist = (source: string) => ({ kind: 'delist', source }) as const;
const REFUSED = { outcome: 'refused', reason: 'unknown-subject' };

describe('whose service it is', () => {
  it('given nobody, when somebody lists it, then it is theirs', () => {
    expect(decideListing(null, list('/providers/a'))).toEqual({
      outcome: 'applied',
      listing: { owner: '/providers/a', isListed: true, kind: 'food', opening: null },
    });
  });

  it('given an owner, when a stranger lists or delists it, then it stays the owner’s, even delisted', () => {
    expect(decideListing(MINE, list('/providers/b'))).toEqual(REFUSED);
    expect(decideListing(MINE, delist('/providers/b'))).toEqual(REFUSED);
    expect(decideListing({ ...MINE, isListed: false }, list('/providers/b'))).toEqual(REFUSED);
  });

  it('given an owner, when it delists and lists again, then it is listed as described last', () => {
    expect(decideListing(MINE, delist('/providers/a'))).toMatchObject({ listing: { isListed: false } });
    expect(decideListing({ ...MINE, isListed: false }, list('/providers/a'))).toMatchObject({
      listing: { isListed: true, kind: 'food' },
    });
  });

  it('given limits, when the owner lists its service without them, then they are the city’s again', () => {
    const limits = { placesPerNeed: 2 };
    const limited = decideListing(MINE, { ...list('/providers/a'), limits });
    expect(limited).toMatchObject({ listing: { limits } });
    expect(decideListing({ ...MINE, limits }, list('/providers/a'))).not.toHaveProperty('listing.limits');
  });

  it('given nobody, when somebody delists it, then nobody knows it', () => {
    expect(decideListing(null, delist('/providers/a'))).toEqual(REFUSED);
  });
});
