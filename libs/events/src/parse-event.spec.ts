import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { EVENT_TYPES, isPartnerEventType, parseEvent, parsePartnerEvent } from './index.js';
import { doorForm, logForm } from './testing/log-form.js';
import { leavesIn, objectsIn } from './testing/objects-in.js';

const PARTNER_TYPES = EVENT_TYPES.filter(isPartnerEventType);
const ENVELOPE = { outcome: 'invalid', code: 'envelope' };
const DATA = { outcome: 'invalid', code: 'data' };
const UNKNOWN = { outcome: 'invalid', code: 'unknown-type' };

/** Names that nobody uses, and names that plain objects answer to. */
const extraName = fc.oneof(
  fc.string({ maxLength: 40 }).map((name) => `x${name}`),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'Data', 'type ', ''),
);

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

describe('parseEvent', () => {
  it.each(EVENT_TYPES)('accepts %s in its log form', (type) => {
    const event = logForm(type);
    expect(parseEvent(event)).toEqual({ outcome: 'valid', event });
  });

  it('returns the very value that it was given', () => {
    const event = logForm('havre.hold.placed.v1');
    const result = parseEvent(event);
    expect(result.outcome === 'valid' && result.event).toBe(event);
  });

  it('accepts the receipt, the cause and the trace', () => {
    const event = {
      ...logForm('havre.referral.opened.v1'),
      receipt: '0198c0de-0004-7000-8000-000000000004',
      causationid: 'capacity:42',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    };
    expect(parseEvent(event).outcome).toBe('valid');
  });

  it.each([undefined, null, 7, 'havre.intake.received.v1', [], [{}], {}, { type: 7 }, { type: null }])(
    'finds no envelope in %j',
    (value) => {
      expect(parseEvent(value)).toEqual(ENVELOPE);
      expect(parsePartnerEvent(value)).toEqual(ENVELOPE);
    },
  );

  it('does not know types that are not published', () => {
    expect(parseEvent({ type: 'havre.intake.received.v9' })).toEqual(UNKNOWN);
    expect(parseEvent({ type: 'toString' })).toEqual(UNKNOWN);
  });

  it('ignores a type that the object only inherits', () => {
    const { type, ...rest } = logForm('havre.hold.placed.v1');
    expect(parseEvent(Object.assign(Object.create({ type }) as object, rest))).toEqual(ENVELOPE);
  });

  it.each([
    ['specversion', '0.3'],
    ['id', ''],
    ['id', 'a b'],
    ['id', 'x'.repeat(129)],
    ['source', '/services/capacity'],
    ['source', '/departments/accueil'],
    ['subject', 'not-a-uuid'],
    ['time', '2026-11-22T21:00:00-05:00'],
    ['time', '2026-13-22T21:00:00Z'],
    ['time', 'yesterday'],
    ['datacontenttype', 'text/plain'],
    ['receipt', 'r1'],
    ['traceparent', 'zz'],
  ])('refuses %s = %j in the envelope of a referral event', (name, value) => {
    expect(parseEvent({ ...logForm('havre.referral.opened.v1'), [name]: value })).toEqual(ENVELOPE);
  });

  it('demands a receipt id of a partner’s event and only a safe id of ours', () => {
    expect(parseEvent({ ...logForm('havre.referral.accepted.v1'), id: 'hold-7:expired' })).toEqual(ENVELOPE);
    expect(parseEvent({ ...logForm('havre.hold.expired.v1'), id: 'hold-7:expired' }).outcome).toBe('valid');
  });

  it('keys the capacity topic by service, never by person or referral', () => {
    const event = logForm('havre.hold.placed.v1');
    expect(parseEvent({ ...event, subject: 'Maison Bonaventure' })).toEqual(ENVELOPE);
  });
});

describe('parsePartnerEvent', () => {
  it.each(PARTNER_TYPES)('accepts %s in its door form', (type) => {
    expect(parsePartnerEvent(doorForm(type)).outcome).toBe('valid');
  });

  it('accepts a time with its offset and a trace', () => {
    const event = {
      ...doorForm('havre.intake.received.v1'),
      time: '2026-11-22T16:00:00-05:00',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    };
    expect(parsePartnerEvent(event).outcome).toBe('valid');
  });

  it('lets the gate name a new intake, and nobody else', () => {
    const subject = '0198c0de-0001-7000-8000-000000000001';
    expect(parsePartnerEvent({ ...doorForm('havre.intake.received.v1'), subject })).toEqual(ENVELOPE);
  });

  it.each(PARTNER_TYPES.filter((type) => type !== 'havre.intake.received.v1'))(
    'demands the subject of %s',
    (type) => {
      const { subject: _subject, ...event } = doorForm(type);
      expect(parsePartnerEvent(event)).toEqual(ENVELOPE);
    },
  );

  it.each(['receipt', 'causationid'])('refuses %s, which the system assigns itself', (name) => {
    const event = {
      ...doorForm('havre.referral.accepted.v1'),
      [name]: '0198c0de-0004-7000-8000-000000000004',
    };
    expect(parsePartnerEvent(event)).toEqual(ENVELOPE);
  });

  it.each(EVENT_TYPES.filter((type) => !isPartnerEventType(type)))('does not know %s', (type) => {
    expect(parsePartnerEvent(logForm(type))).toEqual(UNKNOWN);
  });

  it.each([
    ['havre.intake.received.v1', '/providers/maison-bonaventure'],
    ['havre.capacity.reported.v1', '/departments/accueil'],
    ['havre.referral.accepted.v1', '/departments/accueil'],
    ['havre.referral.withdrawn.v1', '/providers/maison-bonaventure'],
    ['havre.referral.withdrawn.v1', '/services/referral'],
  ] as const)('refuses %s from %s', (type, source) => {
    expect(parsePartnerEvent({ ...doorForm(type), source })).toEqual(ENVELOPE);
  });

  it.each([
    ['no member', { household: { members: [] } }],
    ['twenty-one members', { household: { members: Array(21).fill({ ageGroup: 'adult' }) } }],
    ['a birth date', { household: { members: [{ ageGroup: 'adult', birthDate: '1990-01-01' }] } }],
    ['no need', { needs: [] }],
    ['an unknown kind', { needs: [{ kind: 'legal', priority: 'routine' }] }],
    ['no place at all', { needs: [{ kind: 'shelter', priority: 'urgent', quantity: 0 }] }],
    ['half a place', { needs: [{ kind: 'shelter', priority: 'urgent', quantity: 1.5 }] }],
    ['a date that is not', { needs: [{ kind: 'shelter', priority: 'urgent', date: '2026-02-30' }] }],
    ['a language that is a sentence', { language: 'speaks French' }],
    ['an exclusion twice', { exclusions: ['maison-a', 'maison-a'] }],
    ['a note of 501 characters', { note: 'x'.repeat(501) }],
    ['a note with a control character', { note: 'a\u0000b' }],
    ['a note with half a character', { note: 'a\ud800b' }],
    [
      'a free code',
      { needs: [{ kind: 'food', priority: 'routine', taxonomy: { scheme: 'own', code: 'a' } }] },
    ],
    ['a phrase that is not in the book', { phrases: [{ code: 'free-text' }] }],
    ['a phrase without its parameter', { phrases: [{ code: 'arrives-after' }] }],
    [
      'a phrase with a parameter that it has not',
      { phrases: [{ code: 'comes-on-foot', parameters: { time: '10:00' } }] },
    ],
    ['an impossible time', { phrases: [{ code: 'arrives-after', parameters: { time: '24:00' } }] }],
    ['text for a number', { phrases: [{ code: 'has-dog', parameters: { kg: 'big' } }] }],
    ['a number out of range', { phrases: [{ code: 'has-dog', parameters: { kg: 101 } }] }],
    ['a code that is not listed', { phrases: [{ code: 'diet', parameters: { diet: 'anything' } }] }],
  ])('refuses an intake with %s', (_, change) => {
    const event = doorForm('havre.intake.received.v1');
    expect(parsePartnerEvent({ ...event, data: { ...(event['data'] as object), ...change } })).toEqual(DATA);
  });
});

describe('closed schemas', () => {
  it('refuse an extra field in any object of any event, in either form', () => {
    const form = fc.constantFrom('log' as const, 'door' as const);
    const property = fc.property(
      fc.constantFrom(...EVENT_TYPES),
      form,
      fc.nat(),
      extraName,
      fc.jsonValue(),
      (type, chosen, where, name, value) => {
        fc.pre(chosen === 'log' || isPartnerEventType(type));
        const event = chosen === 'log' ? logForm(type) : doorForm(type);
        const objects = objectsIn(event);
        const target = objects[where % objects.length] ?? event;
        fc.pre(!Object.hasOwn(target, name));
        define(target, name, value);
        expect((chosen === 'log' ? parseEvent : parsePartnerEvent)(event).outcome).toBe('invalid');
      },
    );
    fc.assert(property, { numRuns: 600 });
  });

  it('refuse a leaf of another type', () => {
    const property = fc.property(fc.constantFrom(...EVENT_TYPES), fc.nat(), (type, where) => {
      const event = logForm(type);
      const leaves = leavesIn(event);
      const leaf = leaves[where % leaves.length];
      if (leaf === undefined) throw new RangeError('an event without a leaf');
      leaf.owner[leaf.name] = [leaf.owner[leaf.name]];
      expect(parseEvent(event).outcome).toBe('invalid');
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('refuse the absence of anything that is required', () => {
    for (const type of EVENT_TYPES) {
      const whole = logForm(type);
      for (const name of [
        'specversion',
        'id',
        'source',
        'type',
        'subject',
        'time',
        'datacontenttype',
        'data',
      ]) {
        const { [name]: _removed, ...rest } = whole;
        expect(parseEvent(rest)).toEqual(ENVELOPE);
      }
    }
  });
});
