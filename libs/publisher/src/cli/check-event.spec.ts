import { EVENT_TYPES, eventDefinition, PHRASEBOOK } from '@havre/events';
import { loadBundle, screen } from '@havre/policy';
import { describe, expect, it } from '@jest/globals';

import { checkEvent } from './check-event.js';

const bundle = loadBundle(['montreal']);

describe('the published language', () => {
  it.each(EVENT_TYPES)('%s: schema and example say nothing of status', (type) => {
    const { schema, example, direction } = eventDefinition(type);
    expect(screen({ value: schema }, bundle, { explain: true })).toEqual({ effect: 'clear' });
    expect(screen({ value: example }, bundle, { explain: true })).toEqual({ effect: 'clear' });
    expect(checkEvent(example, bundle).outcome).toBe(direction === 'partner' ? 'routable' : 'invalid');
  });

  it('the phrasebook says nothing of status', () => {
    const dropped = PHRASEBOOK.filter((phrase) => screen({ value: phrase }, bundle).effect === 'drop');
    expect(dropped.map(({ code }) => code)).toEqual([]);
  });
});
