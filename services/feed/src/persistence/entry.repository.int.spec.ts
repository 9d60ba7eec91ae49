import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { entryFor } from '../domain/feed-event.js';
import { about, ACCUEIL, BONAVENTURE, LOISIRS } from '../testing/events.js';
import { TestFeed } from '../testing/test-feed.js';

const WAITING = `SELECT count(*)::integer AS count FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('entries', () => {
  let feed: TestFeed;
  const entry = (recipient = ACCUEIL) => entryFor(recipient, about(1).waitlisted());

  beforeAll(async () => {
    feed = await TestFeed.start();
  });
  afterAll(() => feed.stop());
  beforeEach(() => feed.reset());

  const write = (...recipients: readonly string[]): Promise<void> =>
    feed.dataSource.transaction((manager) =>
      feed.entries.append(
        manager,
        recipients.map((recipient) => entry(recipient)),
      ),
    );

  const untilSomebodyWaits = async (): Promise<void> => {
    for (;;) {
      const [row] = await feed.dataSource.query<{ count: number }[]>(WAITING);
      if (row !== undefined && row.count > 0) return;
      await sleep(5);
    }
  };

  const positions = async (...sources: readonly string[]): Promise<readonly bigint[]> =>
    (await feed.entries.page(sources, 0n, 10)).map(({ sequence }) => sequence);

  it('are numbered by the moment, in the order given', async () => {
    const before = BigInt(Date.now()) * 1_000n;
    await write(ACCUEIL, BONAVENTURE, ACCUEIL);
    await write(ACCUEIL);
    await write();
    const [first = 0n, second = 0n, third = 0n] = await positions(ACCUEIL);
    const [between = 0n] = await positions(BONAVENTURE);
    const all = [before - 1_000_000n, first, between, second, third, before + 60_000_000n];
    expect(all).toEqual(all.toSorted((one, other) => (one < other ? -1 : 1)));
    expect(await feed.entries.last()).toBeGreaterThanOrEqual(third);
  });

  it('do not tell a reader how many others were written in between', async () => {
    const distances: bigint[] = [];
    for (let round = 0; round < 40; round += 1) {
      await feed.reset();
      await write(ACCUEIL, ...(round % 2 === 0 ? [] : [LOISIRS]), ACCUEIL);
      const [first = 0n, second = 0n] = await positions(ACCUEIL);
      distances.push(second - first);
    }
    const [alone, between] = [0, 1].map((odd) => distances.filter((_, index) => index % 2 === odd));
    const largest = (all: readonly bigint[] = []): bigint =>
      all.reduce((one, other) => (one > other ? one : other));
    const smallest = (all: readonly bigint[] = []): bigint =>
      all.reduce((one, other) => (one < other ? one : other));
    // Either may be the nearer one and the farther one.
    expect(largest(alone)).toBeGreaterThan(smallest(between));
    expect(largest(between)).toBeGreaterThan(smallest(alone));
  });

  it('that were counted before moments were are told apart', async () => {
    await write(ACCUEIL);
    await feed.dataSource.query('UPDATE entry SET sequence = 7');
    expect(await feed.entries.extent([ACCUEIL])).toEqual({ last: 7n, purgedThrough: 0n, lastCounted: 7n });
    await write(ACCUEIL);
    const { last, lastCounted } = await feed.entries.extent([ACCUEIL]);
    expect([lastCounted, last > 1_000_000_000_000_000n]).toEqual([7n, true]);
  });

  it('of others do not move what a reader is told to be the newest', async () => {
    await write(ACCUEIL, BONAVENTURE);
    const { last } = await feed.entries.extent([ACCUEIL]);
    await write(LOISIRS, BONAVENTURE);
    expect(await feed.entries.extent([ACCUEIL])).toMatchObject({ last, purgedThrough: 0n });
    expect(await feed.entries.extent(['/departments/habitation'])).toMatchObject({
      last: 0n,
      purgedThrough: 0n,
    });
    await write(ACCUEIL);
    expect((await feed.entries.extent([ACCUEIL])).last).toBeGreaterThan(last);
  });

  it('of a transaction that commits late are never passed by those of a later one', async () => {
    const runner = feed.dataSource.createQueryRunner();
    await runner.startTransaction();
    await feed.entries.append(runner.manager, [entry()]);
    const later = write(ACCUEIL);
    await untilSomebodyWaits();
    expect(await feed.entries.page([ACCUEIL], 0n, 10)).toEqual([]);
    expect(await feed.entries.last()).toBe(0n);
    await runner.commitTransaction();
    await runner.release();
    await later;
    const page = await feed.entries.page([ACCUEIL], 0n, 10);
    expect(page).toHaveLength(2);
  });

  it('of a transaction that fails are not there', async () => {
    const failing = feed.dataSource.transaction(async (manager) => {
      await feed.entries.append(manager, [entry(), entry()]);
      throw new RangeError('made to fail');
    });
    await expect(failing).rejects.toThrow(RangeError);
    await write(ACCUEIL);
    expect(await positions(ACCUEIL)).toHaveLength(1);
  });

  it('are all seen, once and in order, by a reader that follows its cursor while many write', async () => {
    const writers = 4;
    const each = 25;
    let isWriting = true;
    const seen: bigint[] = [];
    const read = async (): Promise<void> => {
      for (let after = 0n; ;) {
        const isLast = !isWriting;
        const page = await feed.entries.page([ACCUEIL], after, 7);
        seen.push(...page.map(({ sequence }) => sequence));
        after = seen.at(-1) ?? 0n;
        if (page.length === 0 && isLast) return;
      }
    };
    const writer = async (): Promise<void> => {
      for (let count = 0; count < each; count += 1) {
        await feed.dataSource.transaction(async (manager) => {
          await feed.entries.append(manager, [entry(), entry(LOISIRS)]);
          // Numbers are taken; some commit much later than others.
          await manager.query(`SELECT pg_sleep(random() * 0.01)`);
        });
      }
    };
    const reader = read();
    await Promise.all(Array.from({ length: writers }, writer));
    isWriting = false;
    await reader;
    expect(seen).toHaveLength(writers * each);
    expect(seen).toEqual([...seen].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('say whom something new is for', async () => {
    await write(ACCUEIL, BONAVENTURE);
    const middle = await feed.entries.last();
    await write(LOISIRS);
    const end = await feed.entries.last();
    expect((await feed.entries.recipientsBetween(0n, middle)).toSorted()).toEqual([ACCUEIL, BONAVENTURE]);
    expect(await feed.entries.recipientsBetween(middle, end)).toEqual([LOISIRS]);
    expect(await feed.entries.recipientsBetween(end, end)).toEqual([]);
  });
});
