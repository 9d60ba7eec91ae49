import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventData, HavreEvent } from '@havre/events';
import { MINUTE, NOW, SERVICE, holdId } from '../testing/given.js';
import { event, inShort, listedEvent } from '../testing/sample-events.js';
import { TestLedger } from '../testing/test-ledger.js';

const at = (minutes: number): number => NOW + minutes * MINUTE;
const text = (minutes: number): string => new Date(at(minutes)).toISOString();
const BEDS = { unitType: 'bed' } as const;

const walkedIn = (quantity: number, minutes: number): HavreEvent =>
  event('havre.capacity.walked-in.v1', { ...BEDS, quantity }, { time: at(minutes) });
const vacated = (quantity: number, minutes: number, readyAt?: string): HavreEvent =>
  event(
    'havre.capacity.vacated.v1',
    { ...BEDS, quantity, ...(readyAt !== undefined && { readyAt }) },
    { time: at(minutes) },
  );
type Adjusted = EventData<'havre.capacity.adjusted.v1'>;
const adjusted = (
  change: Adjusted['change'],
  quantity: number,
  minutes: number,
  more: Partial<Adjusted> = {},
): HavreEvent =>
  event(
    'havre.capacity.adjusted.v1',
    { ...BEDS, change, quantity, reason: 'other', ...more },
    { time: at(minutes) },
  );
const reported = (total: number, occupied: number, minutes: number): HavreEvent =>
  event(
    'havre.capacity.reported.v1',
    { units: [{ ...BEDS, total, occupied, funded: 10 }] },
    { time: at(minutes) },
  );
const requested = (number: number, quantity = 1): HavreEvent =>
  event('havre.hold.requested.v1', {
    holdId: holdId(number),
    ...BEDS,
    quantity,
    publisher: '/departments/accueil',
    offerMinutes: 15,
  });

describe('what providers say of some places, on PostgreSQL', () => {
  let ledger: TestLedger;

  beforeAll(async () => {
    ledger = await TestLedger.start();
  });
  afterAll(() => ledger.stop());
  beforeEach(async () => {
    await ledger.reset();
    await ledger.listed(SERVICE, 5, 2);
  });
  afterEach(async () => {
    for (const { occupied, held, total, deficit } of await ledger.rows()) {
      expect(occupied + held).toBeLessThanOrEqual(total + deficit);
    }
  });

  const lastUpdate = async (): Promise<unknown> =>
    (await ledger.published()).filter(({ type }) => type === 'havre.capacity.updated.v1').at(-1)?.data;

  it('lets a household in without a referral while there is room, and says so when there is none', async () => {
    await ledger.setClock(at(1));
    await ledger.receive(walkedIn(3, 1));
    expect(inShort(await ledger.published())).toEqual(['capacity.updated']);
    const full = walkedIn(1, 1);
    await ledger.receive(full);
    const published = await ledger.published();
    expect(inShort(published)).toEqual(['event.not-applied no-place']);
    expect(published[0]).toMatchObject({ subject: full.id, receipt: full.id });
    expect(await ledger.rows()).toMatchObject([{ total: 5, occupied: 5, held: 0, deficit: 0 }]);
  });

  it('counts a walk-in delivered twice once, and tells of one that a count has already', async () => {
    await ledger.setClock(at(1));
    const walkIn = walkedIn(1, 1);
    await ledger.receive(walkIn);
    await ledger.receive(walkIn);
    expect(await ledger.rows()).toMatchObject([{ occupied: 3 }]);
    await ledger.published();
    await ledger.receive(walkedIn(1, -1));
    expect(inShort(await ledger.published())).toEqual(['capacity.updated']);
    expect(await ledger.rows()).toMatchObject([{ occupied: 3 }]);
  });

  it('keeps walk-ins and departures on top of a count made before them, read back from their table', async () => {
    await ledger.setClock(at(6));
    await ledger.receive(walkedIn(2, 5));
    await ledger.receive(vacated(1, 6));
    await ledger.receive(reported(5, 1, 3));
    expect(await ledger.rows()).toMatchObject([{ occupied: 2 }]);
    await ledger.receive(reported(5, 2, 6));
    expect(await ledger.rows()).toMatchObject([{ occupied: 2 }]);
  });

  it('keeps how far each count was from the ledger, and shows it to the owner', async () => {
    await ledger.setClock(at(5));
    await ledger.receive(walkedIn(1, 1), reported(5, 5, 5));
    expect(await lastUpdate()).toMatchObject({ occupied: 5, drift: 2, funded: 10 });
    await ledger.receive(reported(5, 5, 5));
    expect(await lastUpdate()).not.toHaveProperty('drift');
    const kept = await ledger.dataSource.query<object[]>('SELECT reported, counted, drift FROM drift');
    expect(kept).toEqual([{ reported: 5, counted: 3, drift: 2 }]);
  });

  it('takes places out of service and brings them back by itself, once, also with two workers', async () => {
    await ledger.setClock(at(1));
    await ledger.receive(adjusted('out-of-service', 2, 1, { reason: 'pests', until: text(30) }));
    expect(await lastUpdate()).toMatchObject({ total: 3, outOfService: 2, available: 1 });
    await ledger.setClock(at(30));
    await Promise.all([ledger.ledger.ageing.run(), ledger.ledger.ageing.run()]);
    const update = await ledger.published();
    expect(inShort(update)).toEqual(['capacity.updated']);
    expect(update[0]?.data).toMatchObject({ total: 5, available: 3 });
    expect(await ledger.ledger.ageing.run()).toBe(0);
  });

  it('gives no surge place whose end has come, although no worker has come by', async () => {
    await ledger.setClock(at(1));
    await ledger.receive(adjusted('surge-opened', 5, 1, { reason: 'cold', until: text(30) }));
    expect(await lastUpdate()).toMatchObject({ total: 10, surge: 5 });
    await ledger.setClock(at(30));
    await ledger.receive(requested(1, 4), requested(2, 3), walkedIn(1, 30));
    expect(inShort(await ledger.published())).toEqual([
      'refused 1 full',
      'placed 2',
      'event.not-applied no-place',
      'capacity.updated',
    ]);
    expect(await ledger.rows()).toMatchObject([{ total: 5, occupied: 2, held: 3, deficit: 0 }]);
  });

  it('shows the deficit of promised places that go out of service, and holds none of them', async () => {
    await ledger.setClock(at(1));
    await ledger.receive(requested(1, 2), adjusted('out-of-service', 3, 1), requested(2), walkedIn(1, 1));
    expect(inShort(await ledger.published())).toEqual([
      'placed 1',
      'refused 2 full',
      'event.not-applied no-place',
      'capacity.updated',
    ]);
    expect(await ledger.rows()).toMatchObject([{ total: 2, occupied: 2, held: 2, deficit: 2 }]);
  });

  it('writes walk-ins, outages, departures and holds of one batch, each write within the constraints', async () => {
    await ledger.setClock(at(1));
    await ledger.receive(
      walkedIn(1, 1),
      requested(1, 2),
      adjusted('out-of-service', 1, 1),
      adjusted('surge-opened', 3, 1),
      requested(2, 2),
      adjusted('surge-closed', 3, 1),
      vacated(1, 1, text(20)),
      reported(3, 3, 1),
      requested(3),
    );
    expect(inShort(await ledger.published())).toEqual([
      'placed 1',
      'placed 2',
      'refused 3 full',
      'capacity.updated',
    ]);
    expect(await ledger.rows()).toMatchObject([{ held: 4, liveHolds: 4 }]);
  });

  it('turns a place over after people left', async () => {
    await ledger.setClock(at(1));
    await ledger.receive(vacated(1, 1, text(21)));
    expect(await lastUpdate()).toMatchObject({ total: 4, occupied: 1, outOfService: 1, available: 3 });
    await ledger.receive(vacated(2, 1));
    expect(inShort(await ledger.published())).toEqual(['event.not-applied not-in-this-state']);
    await ledger.setClock(at(21));
    await ledger.ledger.ageing.run();
    expect(await lastUpdate()).toMatchObject({ total: 5, occupied: 1, available: 4 });
  });

  it('keeps what is said of a service until its listing comes, and then applies it in its order', async () => {
    const other = 'autre-maison';
    const early = [
      event('havre.capacity.walked-in.v1', { ...BEDS, quantity: 1 }, { subject: other, time: at(2) }),
      event(
        'havre.capacity.reported.v1',
        { units: [{ ...BEDS, total: 3, occupied: 0 }] },
        { subject: other, time: at(1) },
      ),
    ];
    await ledger.setClock(at(3));
    await ledger.receive(...early);
    await ledger.receive(listedEvent(other));
    expect(await ledger.rows()).toMatchObject([{ service: other, total: 3, occupied: 1 }, {}]);
  });

  it('tells when an appointment begins: then nothing is available any more', async () => {
    const slot = { unitType: 'appointment', date: '2026-11-22', time: '16:10' } as const;
    await ledger.receive(
      event('havre.capacity.reported.v1', { units: [{ ...slot, total: 3, occupied: 1 }] }),
    );
    expect(await lastUpdate()).toMatchObject({ ...slot, available: 2 });
    await ledger.setClock(at(10));
    await ledger.ledger.ageing.run();
    expect(await lastUpdate()).toMatchObject({ ...slot, total: 3, available: 0 });
    expect(await ledger.ledger.ageing.run()).toBe(0);
    expect(await ledger.ledger.ageing.align()).toBe(0);
  });

  it('goes by the limits that a service has set itself', async () => {
    const { data, ...envelope } = listedEvent(SERVICE) as HavreEvent<'havre.service.listed.v1'>;
    const limits = { placesPerNeed: 1, publisherSharePercent: 40 };
    await ledger.receive({ ...envelope, data: { ...data, limits } });
    await ledger.receive(requested(1, 2), requested(2), requested(3), requested(4));
    const answers = inShort(await ledger.published());
    expect(answers.slice(0, 4)).toEqual([
      'refused 1 need-cap',
      'placed 2',
      'placed 3',
      'refused 4 share-cap',
    ]);
  });

  it('loses no walk-in, no correction and no hold when they run beside each other', async () => {
    await ledger.setClock(at(10));
    await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        ledger.receive(
          ...(number % 4 === 0
            ? [walkedIn(1, 10), requested(number)]
            : number % 4 === 1
              ? [reported(6 + (number % 3), 2, 5)]
              : number % 4 === 2
                ? [adjusted('out-of-service', 1, 10), adjusted('back-in-service', 1, 10)]
                : [requested(number), vacated(1, 10)]),
        ),
      ),
    );
    const [row] = await ledger.rows();
    const [said] = await ledger.dataSource.query<{ came: number; went: number }[]>(
      `SELECT coalesce(sum(quantity) FILTER (WHERE kind = 'walked-in'), 0)::integer AS came,
         coalesce(sum(quantity) FILTER (WHERE kind = 'vacated'), 0)::integer AS went FROM movement`,
    );
    expect(row?.held).toBe(row?.liveHolds);
    expect(row?.occupied).toBe(2 + (said?.came ?? 0) - (said?.went ?? 0));
    const lost = (await ledger.published()).filter(({ type }) => type === 'havre.event.not-applied.v1');
    expect((said?.came ?? 0) + lost.filter(({ data }) => isAbout(data, 'walked-in')).length).toBe(10);
  });

  it('forgets what was said after the retention time, but not what is still out', async () => {
    await ledger.setClock(at(2));
    await ledger.receive(walkedIn(1, 1), adjusted('out-of-service', 1, 1), reported(4, 5, 2), walkedIn(1, 2));
    await ledger.setClock(at(7 * 24 * 60 + 3));
    expect(await ledger.ledger.forgetting.run()).toMatchObject({ movements: 1, drifts: 0 });
    expect(await ledger.dataSource.query<object[]>('SELECT kind, pending FROM movement')).toEqual([
      { kind: 'out-of-service', pending: 1 },
    ]);
    await ledger.setClock(at(90 * 24 * 60 + 3));
    expect(await ledger.ledger.forgetting.run()).toMatchObject({ drifts: 1 });
  });
});

function isAbout(data: unknown, what: string): boolean {
  return (data as { type?: string }).type === `havre.capacity.${what}.v1`;
}
