import { describe, expect, it } from '@jest/globals';
import { eventIdFor } from './event-id.js';

describe('eventIdFor', () => {
  it('gives a UUID of its own to everything that happens', () => {
    const ids = Array.from({ length: 500 }, (_, index) => eventIdFor('night', index));
    expect(new Set(ids).size).toBe(500);
    expect(
      ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([]);
  });

  it('gives the same to the same', () => {
    expect(eventIdFor('night', 1)).toBe(eventIdFor('night', 1));
  });
});
