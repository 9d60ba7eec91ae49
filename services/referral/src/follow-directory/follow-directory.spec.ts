import { describe, expect, it } from '@jest/globals';
import { event, listed, PROVIDER, SERVICE } from '../testing/test-events.js';
import { lastListings } from './follow-directory.js';

const STRANGER = '/providers/stranger';
const delisted = (source: string) => event('havre.service.delisted.v1', SERVICE, {}, { source });
const owned = new Map([[SERVICE, PROVIDER]]);

describe('who may list a service', () => {
  it('is whoever listed it first', () => {
    const changes = lastListings([listed(SERVICE), listed(SERVICE, {}, STRANGER)], new Map());
    expect(changes).toMatchObject([{ service_id: SERVICE, provider: PROVIDER, is_listed: true }]);
    expect(lastListings([listed(SERVICE, {}, STRANGER), delisted(STRANGER)], owned)).toEqual([]);
  });

  it('stays the owner after it was delisted', () => {
    const [change] = lastListings([delisted(PROVIDER), listed(SERVICE, {}, STRANGER)], owned);
    expect(change).toMatchObject({ provider: PROVIDER, is_listed: false });
  });

  it('cannot delist what nobody listed', () => {
    expect(lastListings([delisted(PROVIDER)], new Map())).toEqual([]);
  });

  it('says last what counts', () => {
    const [change] = lastListings(
      [listed(SERVICE), delisted(PROVIDER), listed(SERVICE, { area: 'nord' })],
      owned,
    );
    expect(change).toMatchObject({ is_listed: true, listing: { area: 'nord' } });
  });
});
