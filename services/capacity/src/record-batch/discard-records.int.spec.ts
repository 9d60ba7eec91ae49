import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import { DatabaseClock } from '../persistence/database-clock.js';
import { NOW, SERVICE, holdId } from '../testing/given.js';
import { event, inShort } from '../testing/sample-events.js';
import { TestLedger } from '../testing/test-ledger.js';
import { DiscardRecords } from './discard-records.js';

describe('records that an operator discards', () => {
  let ledger: TestLedger;
  let discarding: DiscardRecords;

  beforeAll(async () => {
    ledger = await TestLedger.start();
    discarding = new DiscardRecords(ledger.ledger.batches, new DatabaseClock(), () => ledger.newId());
  });
  afterAll(() => ledger.stop());
  beforeEach(async () => {
    await ledger.reset();
    await ledger.listed(SERVICE, 5);
  });

  const requested = (number: number): HavreEvent =>
    event('havre.hold.requested.v1', {
      holdId: holdId(number),
      unitType: 'bed',
      quantity: 1,
      publisher: '/departments/accueil',
      offerMinutes: 15,
    });
  const discard = (...events: readonly (HavreEvent | undefined)[]): Promise<readonly HavreEvent[]> =>
    ledger.dataSource.transaction((manager) =>
      discarding.discard(
        manager,
        events.map((each, offset) => ({
          event: each,
          record: { topic: 'havre.capacity', partition: 0, offset: BigInt(offset), key: SERVICE },
        })),
      ),
    );

  it('give their holds back, refuse those asked for, and tell whoever published them', async () => {
    await ledger.receive(requested(1), requested(2));
    const confirmation = event('havre.hold.confirmation-requested.v1', {
      holdId: holdId(1),
      journeyMinutes: 90,
    });
    const report = event('havre.capacity.confirmed.v1', {}, { time: NOW });
    const answers = await discard(confirmation, requested(3), report, undefined);
    expect(inShort(answers)).toEqual([
      'refused 3 gone',
      'event.not-applied discarded',
      'released 1',
      'capacity.updated',
    ]);
    expect(await ledger.rows()).toMatchObject([{ held: 1, liveHolds: 1 }]);
  });
});
