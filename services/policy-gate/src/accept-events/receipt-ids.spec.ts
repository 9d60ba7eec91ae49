import { describe, expect, it } from '@jest/globals';

import type { ClearedEvent } from '../domain/decide-verdict.js';
import { intakeData } from '../testing/sample-events.js';
import { receiptIds } from './receipt-ids.js';

const KEY = Buffer.alloc(32, 7);
const UUID_8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const event = (changes: Partial<ClearedEvent> = {}): ClearedEvent => ({
  source: '/departments/accueil',
  eventId: 'a',
  type: 'havre.intake.received.v1',
  data: intakeData(),
  fingerprint: 'aa',
  ...changes,
});

describe('the ids of an event', () => {
  const idsOf = receiptIds(KEY);

  it('are the same whenever it is sent', () => {
    expect(idsOf(event())).toEqual(receiptIds(Buffer.alloc(32, 7))(event()));
    const { receipt, subject } = idsOf(event());
    for (const id of [receipt, subject]) expect(id).toMatch(UUID_8);
  });

  it.each([{ source: '/departments/sante' }, { eventId: 'b' }, { fingerprint: 'ab' }])(
    'are others for another event: %j',
    (changes) => {
      const [one, other] = [idsOf(event()), idsOf(event(changes))];
      const ids = [one.receipt, one.subject, other.receipt, other.subject];
      expect(new Set(ids).size).toBe(4);
    },
  );

  it('are others at another gate', () => {
    expect(receiptIds(Buffer.alloc(32, 8))(event())).not.toEqual(idsOf(event()));
  });
});
