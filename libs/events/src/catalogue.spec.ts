import { describe, expect, it } from '@jest/globals';

import {
  EVENT_TYPES,
  eventDefinition,
  isEventType,
  isPartnerEventType,
  parseEvent,
  parsePartnerEvent,
  TOPICS,
  type EventType,
} from './index.js';

const DEMO_SOURCES = [
  '/departments/accueil',
  '/providers/maison-bonaventure',
  '/services/referral',
  '/services/capacity',
  '/services/policy-gate',
];

describe('the catalogue of events', () => {
  it('publishes these types and no others', () => {
    expect([...EVENT_TYPES].sort()).toEqual([
      'havre.capacity.adjusted.v1',
      'havre.capacity.confirmed.v1',
      'havre.capacity.reported.v1',
      'havre.capacity.updated.v1',
      'havre.capacity.vacated.v1',
      'havre.capacity.walked-in.v1',
      'havre.event.accepted.v1',
      'havre.event.not-applied.v1',
      'havre.event.not-routable.v1',
      'havre.event.unopened.v1',
      'havre.hold.confirmation-requested.v1',
      'havre.hold.confirmed.v1',
      'havre.hold.expired.v1',
      'havre.hold.occupation-requested.v1',
      'havre.hold.occupied.v1',
      'havre.hold.placed.v1',
      'havre.hold.refused.v1',
      'havre.hold.release-requested.v1',
      'havre.hold.released.v1',
      'havre.hold.requested.v1',
      'havre.intake.corrected.v1',
      'havre.intake.received.v1',
      'havre.intake.withdrawn.v1',
      'havre.referral.accepted.v1',
      'havre.referral.arrived.v1',
      'havre.referral.attention-needed.v1',
      'havre.referral.closed.v1',
      'havre.referral.completed.v1',
      'havre.referral.declined.v1',
      'havre.referral.ending-soon.v1',
      'havre.referral.not-arrived.v1',
      'havre.referral.offer-ended.v1',
      'havre.referral.offered.v1',
      'havre.referral.opened.v1',
      'havre.referral.place-confirmed.v1',
      'havre.referral.reopened.v1',
      'havre.referral.returned.v1',
      'havre.referral.transfer-ended.v1',
      'havre.referral.transfer-opened.v1',
      'havre.referral.transfer-requested.v1',
      'havre.referral.unplaced.v1',
      'havre.referral.waitlisted.v1',
      'havre.referral.withdrawn.v1',
      'havre.service.closed.v1',
      'havre.service.delisted.v1',
      'havre.service.listed.v1',
    ]);
  });

  it.each(EVENT_TYPES)('%s says the same in French and in English', (type) => {
    const { title, description } = eventDefinition(type);
    for (const { fr, en } of [title, description]) {
      expect(fr.trim().length).toBeGreaterThan(3);
      expect(en.trim().length).toBeGreaterThan(3);
      expect(fr).not.toBe(en);
    }
  });

  it.each(EVENT_TYPES)('%s has an example that is accepted as it stands', (type) => {
    const { direction, example } = eventDefinition(type);
    const parse = direction === 'partner' ? parsePartnerEvent : parseEvent;
    expect(parse(JSON.parse(JSON.stringify(example)))).toEqual({ outcome: 'valid', event: example });
    expect(DEMO_SOURCES).toContain(example.source);
  });

  it.each(EVENT_TYPES.filter(isPartnerEventType))('the example of %s never ages', (type) => {
    expect(eventDefinition(type).example).not.toHaveProperty('time');
  });

  it('gives each example an id of its own', () => {
    const ids = EVENT_TYPES.map((type) => eventDefinition(type).example.id);
    expect(new Set(ids).size).toBe(EVENT_TYPES.length);
  });

  it.each(EVENT_TYPES)('%s goes to a topic that exists, keyed as the topic is', (type) => {
    const { topic, key, version } = eventDefinition(type);
    expect(TOPICS).toContainEqual(expect.objectContaining({ name: topic, key }));
    expect(version).toBe(1);
  });

  it('lists the types that a partner may publish in the receipts', () => {
    const { schema } = eventDefinition('havre.event.not-applied.v1');
    const listed = schema.properties?.['type']?.enum ?? [];
    expect([...listed].sort()).toEqual(EVENT_TYPES.filter(isPartnerEventType).sort());
  });

  it('tells a type from anything else', () => {
    expect(isEventType('havre.intake.received.v1')).toBe(true);
    for (const other of ['havre.intake.received.v2', 'toString', '', 7, null, undefined]) {
      expect(isEventType(other)).toBe(false);
      expect(isPartnerEventType(other)).toBe(false);
    }
    expect(isPartnerEventType('havre.hold.placed.v1')).toBe(false);
  });

  it('has no definition for an unknown type', () => {
    expect(() => eventDefinition('havre.person.named.v1' as EventType)).toThrow(TypeError);
  });
});

describe('the topics', () => {
  it('are one per kind of entity, with the directory compacted', () => {
    expect(TOPICS.map(({ name, cleanup }) => `${name} ${cleanup}`)).toEqual([
      'havre.intake delete',
      'havre.referral delete',
      'havre.capacity delete',
      'havre.directory compact',
      'havre.receipt delete',
    ]);
    expect(TOPICS.every(({ partitions }) => partitions === 12)).toBe(true);
  });
});
