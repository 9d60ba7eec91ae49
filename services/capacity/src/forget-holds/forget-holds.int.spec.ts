import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NOW, SERVICE, holdId } from '../testing/given.js';
import { event } from '../testing/sample-events.js';
import { TestLedger } from '../testing/test-ledger.js';

const DAY = 86_400_000;

describe('forgetting', () => {
  let ledger: TestLedger;

  beforeAll(async () => {
    ledger = await TestLedger.start();
  });
  afterAll(() => ledger.stop());
  beforeEach(async () => {
    await ledger.reset();
    await ledger.listed(SERVICE, 5);
  });

  const request = (number: number) =>
    event('havre.hold.requested.v1', {
      holdId: holdId(number),
      unitType: 'bed',
      quantity: 1,
      publisher: '/departments/accueil',
      offerMinutes: 1_440,
    });

  it('forgets settled holds after the retention time, and keeps live ones and the numbers', async () => {
    await ledger.receive(request(1), request(2));
    await ledger.receive(event('havre.hold.occupation-requested.v1', { holdId: holdId(1) }));
    await ledger.setClock(NOW + 7 * DAY);
    expect(await ledger.ledger.forgetting.run()).toMatchObject({ holds: 0 });
    await ledger.setClock(NOW + 7 * DAY + 1);
    expect(await ledger.ledger.forgetting.run()).toMatchObject({ holds: 1 });
    expect(await ledger.rows()).toMatchObject([{ occupied: 1, held: 1, liveHolds: 1 }]);
  });

  it('forgets past days, and the inbox a day after the log does', async () => {
    await ledger.receive(
      event('havre.capacity.reported.v1', {
        units: [{ unitType: 'appointment', date: '2026-11-22', total: 5, occupied: 0 }],
      }),
    );
    await ledger.setClock(NOW + 9 * DAY);
    expect(await ledger.ledger.forgetting.run()).toMatchObject({ days: 0, inbox: 3 });
    await ledger.setClock(NOW + 10 * DAY);
    expect(await ledger.ledger.forgetting.run()).toMatchObject({ days: 1, inbox: 0 });
    expect(await ledger.rows()).toMatchObject([{ unit: 'bed||' }]);
  });
});
