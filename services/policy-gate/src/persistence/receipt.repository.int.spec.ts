import { createDataSource } from '@havre/service';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import type { ProposedReceipt } from '../domain/receipt.js';
import type { Drop } from '../domain/tally.js';
import { PERSISTENCE } from './persistence.js';
import { ReceiptRepository, receiptKey } from './receipt.repository.js';
import { TallyRepository } from './tally.repository.js';

const ACCUEIL = '/departments/accueil';
const FAR = ['2000-01-01', '2100-01-01'] as const;

let postgres: TestPostgres;
let dataSource: DataSource;
let receipts: ReceiptRepository;
let tallies: TallyRepository;

beforeAll(async () => {
  postgres = await startPostgres();
  dataSource = await createDataSource({ url: postgres.url, ...PERSISTENCE });
  receipts = new ReceiptRepository(dataSource);
  tallies = new TallyRepository(dataSource);
});

afterAll(async () => {
  await dataSource.destroy();
  await postgres.stop();
});

beforeEach(async () => {
  await dataSource.query('TRUNCATE receipt, tally_by_source, tally_by_category');
});

function uuid(number: number): string {
  return `0198c0de-0001-7000-8000-${String(number).padStart(12, '0')}`;
}

function proposed(number: number, changes: Partial<ProposedReceipt> = {}): ProposedReceipt {
  return {
    receipt: uuid(number),
    source: ACCUEIL,
    eventId: `event-${number}`,
    fingerprint: 'ab'.repeat(32),
    subject: uuid(1_000 + number),
    ...changes,
  };
}

function admit(...all: readonly ProposedReceipt[]): ReturnType<ReceiptRepository['admit']> {
  return receipts.admit({ proposed: all, drops: [], appended: [] });
}

describe('ReceiptRepository', () => {
  it('keeps the first receipt of an id and gives it to every later one', async () => {
    const first = await admit(proposed(1), proposed(2));
    expect(first.get(receiptKey(proposed(1)))).toMatchObject({ receipt: uuid(1), isAppended: false });
    const later = await admit(proposed(3, { eventId: 'event-1', fingerprint: 'cd'.repeat(32) }), proposed(4));
    expect(later.get(receiptKey(proposed(1)))).toMatchObject({
      receipt: uuid(1),
      fingerprint: 'ab'.repeat(32),
      subject: uuid(1_001),
      acceptedAt: first.get(receiptKey(proposed(1)))?.acceptedAt,
    });
    expect(later.get(receiptKey(proposed(4)))).toMatchObject({ receipt: uuid(4) });
  });

  it('takes the same id of two sources for two events', async () => {
    const sante = proposed(2, { source: '/departments/sante', eventId: 'event-1' });
    const stored = await admit(proposed(1), sante);
    expect([...stored.values()].map(({ receipt }) => receipt).sort()).toEqual([uuid(1), uuid(2)]);
  });

  it('gives fifty gates that insert the same id at once one receipt', async () => {
    const attempts = Array.from({ length: 50 }, (_, index) => proposed(index + 1, { eventId: 'same' }));
    const stored = await Promise.all(attempts.map((attempt) => admit(attempt)));
    const distinct = new Set(stored.map((one) => one.get(`${ACCUEIL} same`)?.receipt));
    expect(distinct.size).toBe(1);
    expect(await tallies.bySource(...FAR)).toMatchObject([{ source: ACCUEIL, cleared: 1, dropped: 0 }]);
  });

  it('marks earlier receipts as appended in the same transaction', async () => {
    await admit(proposed(1));
    await receipts.admit({ proposed: [proposed(2)], drops: [], appended: [uuid(1)] });
    const stored = await admit(proposed(1), proposed(2));
    expect(stored.get(receiptKey(proposed(1)))?.isAppended).toBe(true);
    expect(stored.get(receiptKey(proposed(2)))?.isAppended).toBe(false);
    await receipts.markAppended([uuid(2)]);
    expect((await admit(proposed(2))).get(receiptKey(proposed(2)))?.isAppended).toBe(true);
  });

  it('counts an event once however often it is sent, and keeps sources and categories apart', async () => {
    const drops = [
      { source: ACCUEIL, category: 'S3' },
      { source: '/departments/sante', category: 'S3' },
      { source: ACCUEIL, category: 'schema' },
    ] as const;
    await receipts.admit({ proposed: [proposed(1)], drops, appended: [] });
    await receipts.admit({ proposed: [proposed(1)], drops: [], appended: [] });
    await receipts.admit({ proposed: [], drops: drops.slice(0, 1), appended: [] });
    expect(await tallies.bySource(...FAR)).toEqual([
      { day: expect.any(String), source: ACCUEIL, cleared: 1, dropped: 3 },
      { day: expect.any(String), source: '/departments/sante', cleared: 0, dropped: 1 },
    ]);
    expect(await tallies.byCategory(...FAR)).toEqual([
      { day: expect.any(String), category: 'S3', count: 3 },
      { day: expect.any(String), category: 'schema', count: 1 },
    ]);
    expect(await tallies.bySource('2000-01-01', '2000-01-02')).toEqual([]);
  });

  it('stores nothing at all when a part of the transaction fails', async () => {
    const broken = proposed(2, { fingerprint: 'ab' });
    await expect(
      receipts.admit({
        proposed: [proposed(1), broken],
        drops: [{ source: ACCUEIL, category: 'S1' }],
        appended: [],
      }),
    ).rejects.toThrow();
    expect(await receipts.find(uuid(1), [ACCUEIL])).toBeUndefined();
    expect(await tallies.byCategory(...FAR)).toEqual([]);
  });

  it('leaves the wait for the disk to the append that follows, whatever was dropped beside, and to nothing else', async () => {
    await dataSource.query(`CREATE TABLE seen_at_commit (wait text);
      CREATE FUNCTION note_wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO seen_at_commit VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER note_wait AFTER INSERT OR UPDATE ON tally_by_source DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION note_wait()`);
    const waits = async (
      store: ReceiptRepository,
      all: readonly ProposedReceipt[],
      drops: readonly Drop[],
    ) => {
      await store.admit({ proposed: all, drops, appended: [] });
      const [row] = await dataSource.query<{ wait: string }[]>('SELECT wait FROM seen_at_commit');
      await dataSource.query('TRUNCATE seen_at_commit');
      return row?.wait;
    };
    try {
      const inLogsDatabase = new ReceiptRepository(dataSource, { commitsWithLog: true });
      const drop: Drop = { source: ACCUEIL, category: 'S3' };
      expect(await waits(inLogsDatabase, [proposed(1)], [])).toBe('off');
      expect(await waits(inLogsDatabase, [proposed(2)], [drop])).toBe('off');
      expect(await waits(inLogsDatabase, [proposed(2)], [drop])).toBe('on');
      expect(await waits(inLogsDatabase, [], [drop])).toBe('on');
      expect(await waits(receipts, [proposed(3)], [])).toBe('on');
      expect(await tallies.bySource(...FAR)).toMatchObject([{ source: ACCUEIL, cleared: 3, dropped: 3 }]);
    } finally {
      await dataSource.query(
        'DROP TRIGGER note_wait ON tally_by_source; DROP FUNCTION note_wait; DROP TABLE seen_at_commit',
      );
    }
  });

  it('shows a receipt to its source only', async () => {
    await admit(proposed(1));
    expect(await receipts.find(uuid(1), ['/departments/sante', ACCUEIL])).toMatchObject({
      subject: uuid(1_001),
    });
    expect(await receipts.find(uuid(1), ['/departments/sante'])).toBeUndefined();
    expect(await receipts.find(uuid(2), [ACCUEIL])).toBeUndefined();
  });

  it('forgets receipts by age, a few at a time', async () => {
    await admit(proposed(1), proposed(2), proposed(3));
    await dataSource.query(
      `UPDATE receipt SET accepted_at = havre_now() - interval '7 days 1 second' WHERE receipt <> $1`,
      [uuid(3)],
    );
    expect(await receipts.deleteOld(8, 10)).toBe(0);
    expect(await receipts.deleteOld(7, 1)).toBe(1);
    expect(await receipts.deleteOld(7, 10)).toBe(1);
    expect(await receipts.find(uuid(3), [ACCUEIL])).toBeDefined();
  });
});
