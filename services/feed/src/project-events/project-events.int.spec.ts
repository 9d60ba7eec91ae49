import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  about,
  ACCUEIL,
  AUBERGE,
  BEDS,
  BONAVENTURE,
  CODE,
  listed,
  LOISIRS,
  OTHER_BEDS,
  refusal,
  updated,
  uuid,
} from '../testing/events.js';
import { TestFeed } from '../testing/test-feed.js';

describe('the projection on PostgreSQL', () => {
  let feed: TestFeed;
  const one = about(1);

  beforeAll(async () => {
    feed = await TestFeed.start();
  });
  afterAll(() => feed.stop());
  beforeEach(() => feed.reset());

  it('tells department and provider the same story, each its own part', async () => {
    await feed.receive(one.opened(), one.offered(), one.confirmed());
    await feed.receive(one.arrived());
    await feed.receive(one.occupied());
    await feed.receive(one.closed());
    expect(await feed.types(ACCUEIL)).toEqual([
      'referral.opened',
      'referral.offered',
      'referral.place-confirmed',
      'referral.arrived',
      'referral.closed',
    ]);
    expect(await feed.types(BONAVENTURE)).toEqual([
      'referral.offered',
      'referral.place-confirmed',
      'referral.closed',
    ]);
    expect(await feed.types(LOISIRS, AUBERGE)).toEqual([]);
  });

  it('gives the department the code and the provider not', async () => {
    await feed.receive(one.opened(), one.offered());
    const [, shown] = await feed.read(ACCUEIL);
    expect(shown?.data).toHaveProperty('code', CODE);
    const copies = await feed.dataSource.query<{ text: string }[]>(
      `SELECT event::text AS text FROM entry WHERE recipient = $1
       UNION ALL SELECT view::text FROM referral_view WHERE recipient = $1`,
      [BONAVENTURE],
    );
    expect(copies).toHaveLength(2);
    for (const { text } of copies) expect(text).not.toContain(CODE);
  });

  it('cannot store a code for a provider, whatever the projection does', async () => {
    await feed.receive(one.opened(), one.offered());
    const spoil = feed.dataSource.query(
      `UPDATE referral_view SET view = (view::jsonb || '{"code":"x"}')::json WHERE NOT is_department`,
    );
    await expect(spoil).rejects.toMatchObject({ driverError: { constraint: 'code_is_for_the_department' } });
  });

  it('applies an event once, however often it is delivered', async () => {
    const events = [one.opened(), one.offered(), one.declined(), refusal(ACCUEIL)];
    await feed.receive(...events);
    await feed.receive(...events);
    await Promise.all([feed.receive(...events), feed.receive(...events)]);
    expect(await feed.types(ACCUEIL)).toHaveLength(4);
  });

  it('keeps one view for each partner, the newest', async () => {
    await feed.receive(one.opened(), one.offered(), one.declined());
    await feed.receive(one.offered(2, AUBERGE, OTHER_BEDS), one.confirmed(OTHER_BEDS));
    const views = await Promise.all(
      [ACCUEIL, BONAVENTURE, AUBERGE].map((source) => feed.referrals.find([source], one.subject)),
    );
    expect(views).toEqual([
      expect.objectContaining({ state: 'accepted', code: CODE }),
      expect.objectContaining({ state: 'declined', reason: 'no-place' }),
      expect.objectContaining({ state: 'accepted', holdId: uuid('hold', 2) }),
    ]);
  });

  describe('an arrival', () => {
    const given = [one.opened(), one.offered(), one.confirmed()];

    it.each([
      ['the claim first', [one.arrived(), one.occupied()]],
      ['the ledger first', [one.occupied(), one.arrived()]],
    ])('is told when both halves have come, %s', async (_, [first, second]) => {
      if (first === undefined || second === undefined) throw new RangeError('two halves');
      await feed.receive(...given);
      await feed.receive(first);
      expect(await feed.types(ACCUEIL)).not.toContain('referral.arrived');
      await feed.receive(second);
      expect(await feed.types(ACCUEIL)).toContain('referral.arrived');
      expect(await feed.referrals.find([ACCUEIL], one.subject)).toMatchObject({ state: 'arrived' });
      expect(await feed.referrals.find([BONAVENTURE], one.subject)).toMatchObject({ state: 'arrived' });
    });

    it('is told once when the ledger is read before the referral is known at all', async () => {
      await feed.receive(one.occupied());
      await feed.receive(...given, one.arrived(), one.arrived());
      await feed.receive(one.occupied());
      const told = await feed.types(ACCUEIL);
      expect(told.filter((type) => type === 'referral.arrived')).toHaveLength(1);
    });

    it('is told once when both halves come at the same moment, again and again', async () => {
      for (let number = 10; number < 30; number += 1) {
        const next = about(number);
        await feed.receive(next.opened(), next.offered(number));
        await Promise.all([feed.receive(next.arrived()), feed.receive(next.occupied(number))]);
        expect(await feed.referrals.find([ACCUEIL], next.subject)).toMatchObject({ state: 'arrived' });
      }
      const told = await feed.types(ACCUEIL);
      expect(told.filter((type) => type === 'referral.arrived')).toHaveLength(20);
    });

    it('with a wrong code is told to nobody', async () => {
      await feed.receive(...given, one.arrived('rien du tout 00'));
      await feed.receive(one.occupied());
      expect(await feed.types(ACCUEIL)).not.toContain('referral.arrived');
    });
  });

  describe('places', () => {
    it('shows the newest count of services that are listed', async () => {
      await feed.receive(
        updated(BEDS, { available: 3 }),
        updated(BEDS, { available: 9 }),
        updated(OTHER_BEDS),
      );
      expect(await feed.places.read({})).toEqual([]);
      await feed.receive(listed());
      expect(await feed.places.read({})).toEqual([
        expect.objectContaining({
          serviceId: BEDS,
          provider: BONAVENTURE,
          state: expect.objectContaining({ available: 9 }),
        }),
      ]);
    });

    it('filters by kind and area', async () => {
      await feed.receive(
        listed(),
        updated(),
        listed(OTHER_BEDS, AUBERGE, { area: 'verdun' }),
        updated(OTHER_BEDS),
      );
      const ids = async (filter: object): Promise<string[]> =>
        (await feed.places.read(filter)).map(({ serviceId }) => serviceId);
      expect(await ids({ area: 'verdun' })).toEqual([OTHER_BEDS]);
      expect(await ids({ kind: 'shelter' })).toHaveLength(2);
      expect(await ids({ kind: 'food' })).toEqual([]);
      expect(await ids({ kind: 'shelter', area: 'ville-marie' })).toEqual([BEDS]);
    });

    it('follows the directory in order, and only its first author', async () => {
      await feed.receive(listed(), updated());
      await feed.receive(listed(BEDS, AUBERGE, { area: 'verdun' }));
      expect(await feed.places.read({})).toEqual([
        expect.objectContaining({ provider: BONAVENTURE, area: 'ville-marie' }),
      ]);
      await feed.receive(
        listed(BEDS, BONAVENTURE, { area: 'lachine' }),
        listed(BEDS, BONAVENTURE, { area: 'verdun' }),
      );
      expect(await feed.places.read({})).toEqual([expect.objectContaining({ area: 'verdun' })]);
    });

    it('tells the owner of its places, also when its listing is read later', async () => {
      await feed.receive(updated());
      expect(await feed.types(BONAVENTURE)).toEqual([]);
      await feed.receive(listed());
      expect(await feed.types(BONAVENTURE)).toEqual(['capacity.updated']);
      expect(await feed.types(AUBERGE, ACCUEIL)).toEqual([]);
    });
  });

  describe('retention', () => {
    const age = async (table: string, column: string): Promise<void> => {
      await feed.dataSource.query(`UPDATE ${table} SET ${column} = ${column} - interval '8 days'`);
    };

    it('forgets old entries and remembers who missed what', async () => {
      await feed.receive(one.opened(), refusal(LOISIRS));
      await age('entry', 'written_at');
      await feed.receive(one.waitlisted());
      expect(await feed.entries.forget(7, 1)).toBe(1);
      const { last, purgedThrough } = await feed.entries.extent([ACCUEIL]);
      expect([purgedThrough > 0n, last > purgedThrough]).toEqual([true, true]);
      expect(await feed.entries.forget(7, 100)).toBe(1);
      expect(await feed.entries.forget(7, 100)).toBe(0);
      const others = await feed.entries.extent([LOISIRS]);
      expect([others.purgedThrough > purgedThrough, others.last === others.purgedThrough]).toEqual([
        true,
        true,
      ]);
      expect(await feed.entries.extent([AUBERGE])).toEqual({ last: 0n, purgedThrough: 0n, lastCounted: 0n });
      expect(await feed.types(ACCUEIL)).toEqual(['referral.waitlisted']);
    });

    it('forgets referrals that ended long ago, every view of them, and never a living one', async () => {
      const two = about(2);
      const three = about(3);
      await feed.receive(one.opened(), one.offered(), one.closed(), two.opened(), two.offered(2));
      await feed.receive(three.opened(), three.offered(3), three.closed('not-arrived'), three.offered(33));
      await age('referral_view', 'ended_at');
      expect(await feed.referrals.forget(7, 100)).toBe(2);
      const rows = await feed.dataSource.query<{ id: string }[]>(
        'SELECT DISTINCT referral_id AS id FROM referral_view ORDER BY id',
      );
      expect(rows.map(({ id }) => id)).toEqual([two.subject, three.subject]);
    });

    it('forgets halves of arrivals and places of days long over', async () => {
      await feed.receive(one.occupied(), listed(), updated(BEDS, { date: '2020-01-01' }), updated());
      await age('arrival', 'noted_at');
      expect(await feed.arrivals.forget(7)).toBe(1);
      expect(await feed.places.forget(7)).toBe(1);
      expect(await feed.places.read({})).toHaveLength(1);
    });
  });

  it('can be taken down and put up again', async () => {
    await feed.dataSource.undoLastMigration();
    await feed.dataSource.runMigrations();
    await feed.receive(one.opened());
    expect(await feed.types(ACCUEIL)).toEqual(['referral.opened']);
  });
});
