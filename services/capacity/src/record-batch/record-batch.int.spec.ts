import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import { MINUTE, NOW, SERVICE, TERMS, holdId } from '../testing/given.js';
import { event, inShort } from '../testing/sample-events.js';
import { TestLedger } from '../testing/test-ledger.js';

const accueil = '/departments/accueil';

function requested(number: number, changes: object = {}, subject = SERVICE): HavreEvent {
  return event(
    'havre.hold.requested.v1',
    {
      holdId: holdId(number),
      unitType: 'bed',
      quantity: 1,
      publisher: accueil,
      offerMinutes: 15,
      ...changes,
    },
    { subject },
  );
}

function answers(events: readonly HavreEvent[]): readonly string[] {
  return inShort(events.filter(({ type }) => type.startsWith('havre.hold.')));
}

describe('a batch of the ledger on PostgreSQL', () => {
  let ledger: TestLedger;

  beforeAll(async () => {
    ledger = await TestLedger.start();
  });
  afterAll(() => ledger.stop());

  beforeEach(async () => {
    await ledger.reset();
    await ledger.listed(SERVICE, 5);
  });

  afterEach(async () => {
    for (const row of await ledger.rows()) {
      expect({ held: row.held, heldBy: row.heldBy }).toEqual({ held: row.liveHolds, heldBy: row.liveBy });
    }
  });

  it('places in order until it is full, and tells once how many are left', async () => {
    await ledger.receive(...[1, 2, 3, 4, 5, 6].map((number) => requested(number)));
    const published = await ledger.published();
    expect(inShort(published)).toEqual([
      'placed 1',
      'placed 2',
      'placed 3',
      'placed 4',
      'placed 5',
      'refused 6 full',
      'capacity.updated',
    ]);
    expect(published.at(-1)?.data).toEqual({
      unitType: 'bed',
      total: 5,
      occupied: 0,
      held: 5,
      available: 0,
      reportedAt: new Date(NOW).toISOString(),
      freshness: 'fresh',
    });
  });

  it('tells that places were given back even when others take as many in the same batch', async () => {
    await ledger.receive(...[1, 2].map((number) => requested(number, { quantity: 2 })));
    await ledger.published();
    const released = event('havre.hold.release-requested.v1', { holdId: holdId(1) });
    await ledger.receive(released, requested(3, { quantity: 2 }));
    expect(inShort(await ledger.published())).toEqual(['released 1', 'placed 3', 'capacity.updated']);
  });

  it('takes five hundred requests over fifty services in a handful of statements', async () => {
    const services = Array.from({ length: 50 }, (_, index) => `maison-${String(index).padStart(2, '0')}`);
    for (const service of services) await ledger.listed(service, 5);
    const requests = Array.from({ length: 500 }, (_, index) => requested(index, {}, services[index % 50]));
    const queries = await countQueries(ledger, () => ledger.receive(...requests));
    const published = await ledger.published();
    expect(published.filter(({ type }) => type === 'havre.hold.placed.v1')).toHaveLength(250);
    expect(published.filter(({ type }) => type === 'havre.hold.refused.v1')).toHaveLength(250);
    expect(published.filter(({ type }) => type === 'havre.capacity.updated.v1')).toHaveLength(50);
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('applies an event delivered again, alone or in another batch, once', async () => {
    const batch = [requested(1), requested(2)];
    await ledger.receive(...batch);
    await ledger.published();
    await ledger.receive(...batch, requested(3));
    await ledger.receive(...batch);
    expect(answers(await ledger.published())).toEqual(['placed 3']);
    expect(await ledger.rows()).toMatchObject([{ held: 3 }]);
  });

  it('answers the same request under another event id in the same words, each as an event of its own', async () => {
    await ledger.receive(...[1, 2, 3, 4, 5, 6].map((number) => requested(number)));
    const first = await ledger.published();
    await ledger.setClock(NOW + MINUTE);
    await ledger.receive(requested(1), requested(6));
    const again = await ledger.published();
    expect(answers(again)).toEqual(['placed 1', 'refused 6 full']);
    expect(again.map(({ data }) => data)).toEqual([first[0]?.data, first[5]?.data]);
    expect(new Set([...first, ...again].map(({ id }) => id)).size).toBe(first.length + again.length);
  });

  it('leads a hold through its life, over batches and within one', async () => {
    const confirm = (number: number) =>
      event('havre.hold.confirmation-requested.v1', { holdId: holdId(number), journeyMinutes: 90 });
    const occupy = (number: number) =>
      event('havre.hold.occupation-requested.v1', { holdId: holdId(number) }, { time: NOW + MINUTE });
    await ledger.receive(requested(1));
    await ledger.receive(confirm(1), requested(2), confirm(2));
    await ledger.setClock(NOW + MINUTE);
    await ledger.receive(
      occupy(1),
      occupy(2),
      event('havre.hold.release-requested.v1', { holdId: holdId(3) }),
    );
    expect(answers(await ledger.published())).toEqual([
      'placed 1',
      'confirmed 1',
      'placed 2',
      'confirmed 2',
      'occupied 1',
      'occupied 2',
    ]);
    expect(await ledger.rows()).toMatchObject([{ total: 5, occupied: 2, held: 0 }]);
  });

  it('remembers from batch to batch how long a journey may be prolonged', async () => {
    const confirm = () =>
      event('havre.hold.confirmation-requested.v1', { holdId: holdId(1), journeyMinutes: 120 });
    await ledger.receive(requested(1));
    await ledger.receive(confirm());
    await ledger.setClock(NOW + 60 * MINUTE);
    await ledger.receive(confirm());
    const ends = (await ledger.published()).filter(({ type }) => type === 'havre.hold.confirmed.v1');
    const twoHours = { holdId: holdId(1), expiresAt: new Date(NOW + 120 * MINUTE).toISOString() };
    expect(ends.map(({ data }) => data)).toEqual([twoHours, twoHours]);
  });

  it('writes holds and a report below them in one batch, each write within the constraints', async () => {
    await ledger.receive(
      requested(1, { quantity: 4 }),
      event('havre.capacity.reported.v1', { units: [{ unitType: 'bed', total: 2, occupied: 0 }] }),
      requested(2),
    );
    expect(answers(await ledger.published())).toEqual(['placed 1', 'refused 2 full']);
    expect(await ledger.rows()).toMatchObject([{ total: 2, held: 4, deficit: 2 }]);
  });

  it('tells a stranger and a latecomer that their report had no effect, under their receipt', async () => {
    const stranger = event(
      'havre.capacity.reported.v1',
      { units: [{ unitType: 'bed', total: 9, occupied: 0 }] },
      { source: '/providers/une-autre' },
    );
    const late = event('havre.capacity.confirmed.v1', {}, { time: NOW - 1 });
    await ledger.receive(stranger, late);
    const published = await ledger.published();
    expect(published.map(({ subject, data }) => ({ subject, data }))).toEqual([
      {
        subject: stranger.id,
        data: { type: stranger.type, publisher: '/providers/une-autre', reason: 'unknown-subject' },
      },
      {
        subject: late.id,
        data: { type: late.type, publisher: '/providers/maison-bonaventure', reason: 'older-than-current' },
      },
    ]);
  });

  it('keeps arrivals on top of a report made before them, read back from the holds', async () => {
    await ledger.receive(requested(1, { quantity: 2 }));
    await ledger.setClock(NOW + 5 * MINUTE);
    await ledger.receive(
      event('havre.hold.occupation-requested.v1', { holdId: holdId(1) }, { time: NOW + 5 * MINUTE }),
    );
    await ledger.receive(
      event(
        'havre.capacity.reported.v1',
        { units: [{ unitType: 'bed', total: 5, occupied: 1 }] },
        { time: NOW + MINUTE },
      ),
    );
    expect(await ledger.rows()).toMatchObject([{ occupied: 3, held: 0 }]);
  });

  it('finds holds whose time has run out and gives their places to who asks', async () => {
    await ledger.receive(...[1, 2, 3, 4, 5].map((number) => requested(number)));
    await ledger.published();
    await ledger.setClock(NOW + 15 * MINUTE);
    await ledger.receive(requested(6, { quantity: 5 }));
    expect(answers(await ledger.published())).toEqual([
      'expired 1',
      'expired 2',
      'expired 3',
      'expired 4',
      'expired 5',
      'placed 6',
    ]);
  });

  it('keeps different units of one service apart', async () => {
    const rooms = { unitType: 'room', sleeps: 4, date: '2026-12-01' } as const;
    await ledger.receive(
      event(
        'havre.capacity.reported.v1',
        { units: [{ ...rooms, total: 1, occupied: 0 }] },
        { time: NOW + 1 },
      ),
      requested(1, rooms),
      requested(2, rooms),
      requested(3, { unitType: 'room', sleeps: 5, date: '2026-12-01' }),
      requested(4),
    );
    expect(answers(await ledger.published())).toEqual([
      'placed 1',
      'refused 2 full',
      'refused 3 unknown-unit',
      'placed 4',
    ]);
  });

  it('undoes the whole batch when it fails at the end', async () => {
    const failing = ledger.dataSource.transaction(async (manager) => {
      const entries = [{ serviceId: SERVICE, command: { kind: 'expire-hold', holdId: holdId(1) } as const }];
      await ledger.ledger.batches.record(manager, entries);
      await manager.query('SELECT 1/0');
    });
    await expect(failing).rejects.toThrow();
    expect(await ledger.rows()).toMatchObject([{ held: 0 }]);
  });
});

describe('64 transactions at once on one service with five places', () => {
  it('place exactly five', async () => {
    const ledger = await TestLedger.start({ poolSize: 64, terms: { ...TERMS, publisherShare: 0.5 } });
    await ledger.listed(SERVICE, 5);
    const publishers = ['accueil', 'sante', 'habitation', 'jeunesse', 'loisirs', 'bibliotheques'];
    await Promise.all(
      Array.from({ length: 64 }, (_, number) =>
        ledger.receive(requested(number, { publisher: `/departments/${publishers[number % 6]}` })),
      ),
    );
    const published = await ledger.published();
    expect(published.filter(({ type }) => type === 'havre.hold.placed.v1')).toHaveLength(5);
    expect(published.filter(({ type }) => type === 'havre.hold.refused.v1')).toHaveLength(59);
    expect(await ledger.rows()).toMatchObject([{ total: 5, held: 5, liveHolds: 5, deficit: 0 }]);
    await ledger.stop();
  });

  it('loses no correction and no hold when reports, arrivals and releases run beside them', async () => {
    const ledger = await TestLedger.start({ poolSize: 32 });
    await ledger.listed(SERVICE, 40);
    const other = 'autre-maison';
    await ledger.listed(other, 40);
    await Promise.all(
      Array.from({ length: 60 }, async (_, number) => {
        const subjects = number % 2 === 0 ? [SERVICE, other] : [other, SERVICE];
        await ledger.receive(...subjects.map((subject, at) => requested(number * 2 + at, {}, subject)));
        await ledger.receive(
          ...subjects.map((subject, at) =>
            event(
              number % 3 === 0 ? 'havre.hold.release-requested.v1' : 'havre.hold.occupation-requested.v1',
              { holdId: holdId(number * 2 + at) },
              { subject, time: NOW + 1 },
            ),
          ),
        );
        await ledger.receive(
          event(
            'havre.capacity.reported.v1',
            { units: [{ unitType: 'bed', total: 30 + (number % 20), occupied: 0 }] },
            { time: NOW - 1_000 + number, subject: SERVICE },
          ),
        );
      }),
    );
    for (const row of await ledger.rows()) {
      expect(row.held).toBe(row.liveHolds);
      expect(row.occupied + row.held).toBeLessThanOrEqual(row.total + row.deficit);
    }
    await ledger.stop();
  });
});

async function countQueries(ledger: TestLedger, work: () => Promise<void>): Promise<number> {
  const runner = ledger.dataSource.createQueryRunner();
  const prototype = Object.getPrototypeOf(runner) as { query: (...all: unknown[]) => Promise<unknown> };
  await runner.release();
  const original = prototype.query;
  let queries = 0;
  prototype.query = function count(...all: unknown[]) {
    queries += 1;
    return original.apply(this, all);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return queries;
}
