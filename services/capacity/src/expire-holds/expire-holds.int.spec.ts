import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import { MINUTE, NOW, SERVICE, holdId } from '../testing/given.js';
import { event, inShort } from '../testing/sample-events.js';
import { TestLedger } from '../testing/test-ledger.js';

const OTHER = 'autre-maison';

function requested(number: number, subject = SERVICE): HavreEvent {
  return event(
    'havre.hold.requested.v1',
    {
      holdId: holdId(number),
      unitType: 'bed',
      quantity: 1,
      publisher: '/departments/accueil',
      offerMinutes: 15,
    },
    { subject },
  );
}

describe('expiry of holds on PostgreSQL', () => {
  let ledger: TestLedger;

  beforeAll(async () => {
    ledger = await TestLedger.start({ workers: { batchSize: 7 } });
  });
  afterAll(() => ledger.stop());
  beforeEach(async () => {
    await ledger.reset();
    await ledger.listed(SERVICE, 40);
    await ledger.listed(OTHER, 40);
  });

  it('gives back what is due by the clock of the database, and nothing else', async () => {
    await ledger.receive(requested(1), requested(2));
    await ledger.receive(
      event('havre.hold.confirmation-requested.v1', { holdId: holdId(2), journeyMinutes: 90 }),
    );
    await ledger.published();
    await ledger.setClock(NOW + 15 * MINUTE - 1);
    expect(await ledger.ledger.expiry.run()).toBe(0);
    await ledger.setClock(NOW + 15 * MINUTE);
    expect(await ledger.ledger.expiry.run()).toBe(1);
    const published = await ledger.published();
    expect(inShort(published)).toEqual(['expired 1', 'capacity.updated']);
    expect(published[0]?.data).toEqual({ holdId: holdId(1), phase: 'offer' });
    await ledger.setClock(NOW + 90 * MINUTE);
    expect(await ledger.ledger.expiry.run()).toBe(1);
    expect((await ledger.published())[0]?.data).toEqual({ holdId: holdId(2), phase: 'journey' });
    expect(await ledger.rows()).toMatchObject([{ held: 0 }, { held: 0 }]);
  });

  it('expires each hold once when several workers run at once beside arrivals, releases and new holds', async () => {
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    const serviceOf = (number: number): string => (number % 2 === 0 ? SERVICE : OTHER);
    await ledger.receive(...numbers.map((number) => requested(number, serviceOf(number))));
    await ledger.published();
    await ledger.setClock(NOW + 15 * MINUTE);
    const settle = (number: number): Promise<void> =>
      ledger.receive(
        event(
          number % 3 === 0 ? 'havre.hold.occupation-requested.v1' : 'havre.hold.release-requested.v1',
          { holdId: holdId(number) },
          { subject: serviceOf(number), time: NOW + 15 * MINUTE },
        ),
      );
    await Promise.all([
      ledger.ledger.expiry.run(),
      ledger.ledger.expiry.run(),
      ...numbers.slice(0, 20).map(settle),
      ledger.receive(requested(100), requested(101, OTHER)),
      ledger.ledger.expiry.run(),
    ]);
    await ledger.ledger.expiry.run();
    const published = await ledger.published();
    const endsOf = (number: number): readonly string[] =>
      inShort(published).filter((each) => new RegExp(`^(expired|released) ${number}$`).test(each));
    for (const number of numbers) expect(endsOf(number).length).toBeLessThanOrEqual(1);
    const occupied = inShort(published).filter((each) => each.startsWith('occupied')).length;
    expect(occupied).toBe(7);
    const rows = await ledger.rows();
    expect(rows.map(({ held, liveHolds }) => ({ held, liveHolds }))).toEqual([
      { held: 1, liveHolds: 1 },
      { held: 1, liveHolds: 1 },
    ]);
    expect(rows.reduce((sum, row) => sum + row.occupied, 0)).toBe(7);
  });

  it('waits for a busy service rather than leaving its holds for ever', async () => {
    await ledger.receive(requested(1));
    await ledger.setClock(NOW + 15 * MINUTE);
    const busy = ledger.dataSource.createQueryRunner();
    await busy.startTransaction();
    await busy.query('SELECT 1 FROM service WHERE service_id = $1 FOR UPDATE', [SERVICE]);
    const running = ledger.ledger.expiry.run();
    await busy.commitTransaction();
    await busy.release();
    expect(await running).toBe(1);
  });
});
