import { describe, expect, it } from '@jest/globals';
import { eventDefinition, type HavreEvent } from '@havre/events';
import { isAboutReferral } from './fold-referrals.js';
import { UNSHOWN_TYPES } from './unshown-types.js';

describe('types that the feed does not read', () => {
  it.each(UNSHOWN_TYPES)('are about no referral: %s', (type) => {
    const event = { ...eventDefinition(type).example, type } as unknown as HavreEvent;
    expect(isAboutReferral(event)).toBe(false);
    expect(eventDefinition(type).topic).toBe('havre.capacity');
  });
});
