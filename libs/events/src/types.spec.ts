import { describe, expect, it } from '@jest/globals';

import type { EventData, HavreEvent, PartnerEvent, PartnerEventType } from './index.js';

/** These compile or they do not: the type-check of the specs is the test, running them only keeps them honest. */
describe('the types', () => {
  it('narrow an event to its data by its type', () => {
    const unitsOf = (event: HavreEvent): number => {
      switch (event.type) {
        case 'havre.capacity.reported.v1':
          return event.data.units.length;
        case 'havre.hold.requested.v1':
          return event.data.quantity;
        default:
          return 0;
      }
    };
    const codeOf = (event: PartnerEvent): string | undefined =>
      event.type === 'havre.referral.arrived.v1' ? event.data.code : undefined;
    expect([unitsOf.length, codeOf.length]).toEqual([1, 1]);
  });

  it('know which types are a partner’s', () => {
    const partner: PartnerEventType = 'havre.referral.accepted.v1';
    // @ts-expect-error a hold is never a partner's to ask for
    const system: PartnerEventType = 'havre.hold.requested.v1';
    expect(partner).not.toBe(system);
  });

  it('refuse what the schemas refuse', () => {
    // @ts-expect-error `sheltr` is not a kind
    const kind: EventData<'havre.referral.opened.v1'>['kind'] = 'sheltr';
    // @ts-expect-error an empty object has no property
    const empty: EventData<'havre.capacity.confirmed.v1'> = { still: 'current' };
    // @ts-expect-error a member has an age group
    const member: EventData<'havre.intake.received.v1'>['household']['members'][number] = {};
    const optional: EventData<'havre.referral.accepted.v1'> = {};
    expect([kind, empty, member, optional]).toHaveLength(4);
  });
});
