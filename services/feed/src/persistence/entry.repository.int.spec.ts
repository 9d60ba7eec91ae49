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

  it('are numbered without a gap, in the order given', async () => {
    await write(ACCUEIL, BONAVENTURE, ACCUEIL);
    await write(ACCUEIL);
    await write();
    const page = await feed.entries.page([ACCUEIL], 0n, 10);
    expect(page.map(({ sequence }) => sequence)).toEqual([1n, 3n, 4n]);
    expect(await feed.entries.last()).toBe(4n);
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
    expect(page.map(({ sequence }) => sequence)).toEqual([1n, 2n]);
  });

  it('of a transaction that fails leave no hole', async () => {
    const failing = feed.dataSource.transaction(async (manager) => {
      await feed.entries.append(manager, [entry(), entry()]);
      throw new RangeError('made to fail');
    });
    await expect(failing).rejects.toThrow(RangeError);
    await write(ACCUEIL);
    expect((await feed.entries.page([ACCUEIL], 0n, 10)).map(({ sequence }) => sequence)).toEqual([1n]);
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
    await write(LOISIRS);
    expect((await feed.entries.recipientsBetween(0n, 2n)).toSorted()).toEqual([ACCUEIL, BONAVENTURE]);
    expect(await feed.entries.recipientsBetween(2n, 3n)).toEqual([LOISIRS]);
    expect(await feed.entries.recipientsBetween(3n, 3n)).toEqual([]);
  });
});
