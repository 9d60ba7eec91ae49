import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE, NOW, OWNER, holdId } from '../testing/given.js';
import { event, inShort, listedEvent } from '../testing/sample-events.js';
import { TestLedger } from '../testing/test-ledger.js';

const SERVICE_ID = 'maison-du-soir';
const STRANGER = '/providers/une-autre';

const reported = (source = OWNER, total = 5) =>
  event(
    'havre.capacity.reported.v1',
    { units: [{ unitType: 'bed', total, occupied: 0 }] },
    { subject: SERVICE_ID, source },
  );

describe('the directory and the ledger, which come on different topics', () => {
  let ledger: TestLedger;

  beforeAll(async () => {
    ledger = await TestLedger.start();
  });
  afterAll(() => ledger.stop());
  beforeEach(() => ledger.reset());

  it('keeps a report that comes before the listing, and applies it when the listing comes', async () => {
    await ledger.receive(reported());
    expect(await ledger.published()).toEqual([]);
    await ledger.receive(listedEvent(SERVICE_ID));
    expect(inShort(await ledger.published())).toEqual(['capacity.updated']);
    expect(await ledger.rows()).toMatchObject([{ service: SERVICE_ID, total: 5 }]);
  });

  it('applies what waited in the order in which it was said', async () => {
    const early = event(
      'havre.capacity.reported.v1',
      { units: [{ unitType: 'bed', total: 3, occupied: 0 }] },
      { subject: SERVICE_ID, time: NOW - MINUTE },
    );
    await ledger.receive(reported());
    await ledger.receive(early);
    await ledger.receive(listedEvent(SERVICE_ID));
    expect(await ledger.rows()).toMatchObject([{ total: 5 }]);
  });

  it('tells a stranger whose report waited, and not the owner', async () => {
    const stranger = reported(STRANGER, 9);
    await ledger.receive(stranger, reported());
    await ledger.receive(listedEvent(SERVICE_ID));
    const published = await ledger.published();
    expect(inShort(published)).toEqual(['event.not-applied unknown-subject', 'capacity.updated']);
    expect(published[0]?.subject).toBe(stranger.id);
    expect(await ledger.rows()).toMatchObject([{ total: 5 }]);
  });

  it('gives up when no listing comes in time', async () => {
    await ledger.receive(reported());
    await ledger.setClock(NOW + 119_000);
    expect(await ledger.ledger.waiting.run()).toBe(0);
    await ledger.setClock(NOW + 120_000);
    await Promise.all([ledger.ledger.waiting.run(), ledger.ledger.waiting.run()]);
    expect(inShort(await ledger.published())).toEqual(['event.not-applied unknown-subject']);
    await ledger.receive(listedEvent(SERVICE_ID));
    expect(await ledger.rows()).toEqual([]);
  });

  it('loses no report however the two topics race', async () => {
    const services = Array.from({ length: 20 }, (_, index) => `service-${index}`);
    await Promise.all(
      services.flatMap((subject) => [
        ledger.receive(
          event(
            'havre.capacity.reported.v1',
            { units: [{ unitType: 'bed', total: 5, occupied: 0 }] },
            { subject },
          ),
        ),
        ledger.receive(listedEvent(subject)),
      ]),
    );
    expect(await ledger.rows()).toHaveLength(20);
    expect(await ledger.ledger.waiting.run()).toBe(0);
  });

  it('keeps a service with who listed it first', async () => {
    await ledger.receive(listedEvent(SERVICE_ID));
    const stolen = listedEvent(SERVICE_ID, STRANGER);
    await ledger.receive(stolen);
    const [notice] = await ledger.published();
    expect(notice).toMatchObject({
      subject: stolen.id,
      data: { type: 'havre.service.listed.v1', publisher: STRANGER, reason: 'unknown-subject' },
    });
    await ledger.receive(reported(STRANGER));
    expect(inShort(await ledger.published())).toEqual(['event.not-applied unknown-subject']);
  });

  it('holds nothing at a delisted service', async () => {
    await ledger.receive(listedEvent(SERVICE_ID));
    await ledger.receive(reported());
    await ledger.receive(event('havre.service.delisted.v1', {}, { subject: SERVICE_ID }));
    await ledger.published();
    const request = {
      holdId: holdId(1),
      unitType: 'bed',
      quantity: 1,
      publisher: '/departments/accueil',
      offerMinutes: 15,
    } as const;
    await ledger.receive(event('havre.hold.requested.v1', request, { subject: SERVICE_ID }));
    expect(inShort(await ledger.published())).toEqual(['refused 1 gone']);
  });
});
