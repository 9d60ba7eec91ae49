import { parseEvent } from '@havre/events';
import { describe, expect, it } from '@jest/globals';

import { departmentOf, ingressTopic, verdictEvent, type SealedOutcome } from './sealed-verdict.js';

const UUID = '0198c0de-0001-8000-8000-000000000001';
const AT = {
  department: 'accueil',
  incarnation: '0198c0de-0002-4000-8000-000000000002',
  partition: 2,
  offset: 41n,
};
const STAMP = { now: new Date('2026-11-22T21:00:00Z'), uuidOf: () => UUID };
const OUTCOMES: readonly SealedOutcome[] = [
  {
    outcome: 'accepted',
    receipt: '0198c0de-0004-7000-8000-000000000004',
    subject: 'maison-bonaventure-lits',
  },
  { outcome: 'not-routable' },
  { outcome: 'not-routable', code: 'id-reused' },
  { outcome: 'unopened' },
];

describe('the verdict on a sealed event', () => {
  it.each(OUTCOMES)('is an event of the published language: $outcome', (outcome) => {
    const event = verdictEvent(outcome, AT, STAMP);
    expect(parseEvent(JSON.parse(JSON.stringify(event)))).toEqual({ outcome: 'valid', event });
    expect(event.data).toMatchObject({
      publisher: '/departments/accueil',
      position: { partition: 2, offset: '41' },
    });
  });

  it('is the same event for the same place, and another in another life of the topic', () => {
    const id = (changes: Partial<typeof AT>) =>
      verdictEvent({ outcome: 'unopened' }, { ...AT, ...changes }, STAMP).id;
    expect(id({})).toBe(id({}));
    const others = [
      { offset: 42n },
      { partition: 1 },
      { department: 'sante' },
      { incarnation: UUID.replace('0', '1') },
    ];
    expect(new Set([id({}), ...others.map((other) => id(other))]).size).toBe(5);
  });

  it('names a department by its topic and back', () => {
    expect(departmentOf(ingressTopic('accueil'))).toBe('accueil');
  });
});
