import { parseEvent } from '@havre/events';
import { describe, expect, it } from '@jest/globals';

import { intakeData } from '../testing/sample-events.js';
import type { ClearedEvent } from './decide-verdict.js';
import { decideReceipt, proposeReceipt, toLogEvent, type Receipt } from './receipt.js';

const FRESH = {
  receipt: '0198c0de-0001-7000-8000-000000000001',
  subject: '0198c0de-0001-7000-8000-000000000002',
};

const event = {
  source: '/departments/accueil',
  eventId: 'intake-1',
  type: 'havre.intake.received.v1',
  data: intakeData(),
  fingerprint: 'aa',
} as unknown as ClearedEvent;

const receipt: Receipt = {
  ...proposeReceipt(event, FRESH),
  acceptedAt: new Date('2026-11-22T21:00:00Z'),
  isAppended: false,
};

describe('proposeReceipt', () => {
  it('assigns the subject only where the publisher gave none', () => {
    expect(proposeReceipt(event, FRESH).subject).toBe(FRESH.subject);
    expect(proposeReceipt({ ...event, subject: 'maison-bonaventure-lits' }, FRESH).subject).toBe(
      'maison-bonaventure-lits',
    );
  });
});

describe('decideReceipt', () => {
  it('appends when the append is not known to have happened', () => {
    expect(decideReceipt(event, receipt)).toEqual({ decision: 'append', receipt });
  });

  it('repeats the receipt of an event that the log holds', () => {
    const stored = { ...receipt, isAppended: true };
    expect(decideReceipt(event, stored)).toEqual({ decision: 'repeat', receipt: stored });
  });

  it.each([true, false])('refuses other content under the same id, appended or not (%s)', (isAppended) => {
    const stored = { ...receipt, fingerprint: 'bb', isAppended };
    expect(decideReceipt(event, stored)).toEqual({ decision: 'refuse', reason: 'id-reused' });
  });
});

describe('toLogEvent', () => {
  it('writes an event that readers of the log accept, under our id, subject and time', () => {
    const logged = toLogEvent(event, receipt);
    expect(parseEvent(logged)).toMatchObject({ outcome: 'valid' });
    expect(logged).toMatchObject({
      id: FRESH.receipt,
      receipt: FRESH.receipt,
      subject: FRESH.subject,
      time: '2026-11-22T21:00:00.000Z',
    });
    expect(JSON.stringify(logged)).not.toContain('intake-1');
  });

  it('keeps the time of the publisher', () => {
    const time = '2026-11-22T20:30:00.000Z';
    expect(toLogEvent({ ...event, time }, receipt).time).toBe(time);
  });
});
