import { describe, expect, it } from '@jest/globals';
import type { EventData, HavreEvent } from '@havre/events';
import { slot } from '../domain/testing/city.js';
import { event, placed, SERVICE, updated, uuid } from '../testing/test-events.js';
import { hasFreed, lastClosures, lastSlots, leftOverIn } from './read-capacity.js';

const NOW = Date.parse('2026-11-22T21:00:00.000Z');
const time = '2026-11-22T20:59:00.000Z';

describe('what a batch says of places', () => {
  it('is the last of each kind of place', () => {
    const slots = lastSlots([
      updated(SERVICE, 3),
      updated(SERVICE, 1, { unitType: 'room', sleeps: 4 }),
      updated(SERVICE, 2),
    ]);
    expect(slots.map(({ slot: { unitType, available } }) => [unitType, available])).toEqual([
      ['room', 1],
      ['bed', 2],
    ]);
  });

  it.each([
    ['none before', undefined, slot({ available: 1 }), true],
    ['more than before', slot({ available: 1 }), slot({ available: 2 }), true],
    ['as many, but known again', slot({ freshness: 'expired' }), slot(), true],
    ['as many', slot(), slot(), false],
    ['fewer', slot({ available: 3 }), slot({ available: 2 }), false],
    ['none left', slot({ available: 3 }), slot({ available: 0 }), false],
    ['too old to offer', undefined, slot({ freshness: 'expired' }), false],
  ])('frees something or not: %s', (_what, before, after, freed) => {
    expect(hasFreed(before, after)).toBe(freed);
  });

  const holdId = uuid(3, 1);
  const refused = (reason: EventData<'havre.hold.refused.v1'>['reason']): HavreEvent =>
    event('havre.hold.refused.v1', SERVICE, { holdId, reason });
  it.each([
    ['given back', event('havre.hold.released.v1', SERVICE, { holdId }), true],
    ['not answered for', event('havre.hold.expired.v1', SERVICE, { holdId, phase: 'offer' }), true],
    ['fewer than the household needs', refused('full'), true],
    ['above the share of its department', refused('share-cap'), true],
    ['above what one need may hold', refused('need-cap'), true],
    ['behind closed doors', refused('closed'), false],
    ['counted too long ago', refused('report-expired'), false],
    ['of a kind that nobody counted', refused('unknown-unit'), false],
    ['of a house that is not listed', refused('gone'), false],
    ['held', placed(holdId), false],
  ])('leaves places to the others or not: %s', (_what, said, isLeft) => {
    expect([...leftOverIn([said])]).toEqual(isLeft ? [SERVICE] : []);
  });
});

describe('what a batch says of doors', () => {
  it('is the latest of each provider, from when it was said unless it says from when', () => {
    const closures = lastClosures(
      [
        event('havre.service.closed.v1', SERVICE, { until: '2026-11-23T08:00:00-05:00' }, { time }),
        event('havre.service.closed.v1', SERVICE, {}, { time, source: '/providers/stranger' }),
      ],
      NOW,
    );
    expect(closures).toMatchObject([
      { source: '/providers/refuge', closes_from: time, closes_until: '2026-11-23T13:00:00.000Z' },
      { source: '/providers/stranger', closes_until: null },
    ]);
  });

  it.each(['2026-12-31T23:59:60Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
    'may name any instant that RFC 3339 has: %s',
    (from) => {
      const [closure] = lastClosures([event('havre.service.closed.v1', SERVICE, { from }, { time })], NOW);
      expect(closure?.closes_from).toMatch(/^2\d{3}-\d\d-\d\dT/);
    },
  );
});
