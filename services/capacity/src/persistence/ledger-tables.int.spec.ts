import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NOW, SERVICE, holdId } from '../testing/given.js';
import { TestLedger } from '../testing/test-ledger.js';

/** What the database itself refuses, whatever code writes to it. */
describe('the tables of the ledger', () => {
  let ledger: TestLedger;

  beforeAll(async () => {
    ledger = await TestLedger.start();
  });
  afterAll(() => ledger.stop());
  beforeEach(async () => {
    await ledger.reset();
    await ledger.listed(SERVICE, 5);
    await write('held = 4, held_by = \'{"/departments/accueil": 4}\'');
  });

  const write = (set: string): Promise<unknown> => ledger.dataSource.query(`UPDATE ledger SET ${set}`);
  const refusal = (work: Promise<unknown>): Promise<string | undefined> =>
    work.then(
      () => undefined,
      (error: unknown) => (error as { driverError?: { constraint?: string } }).driverError?.constraint,
    );

  it.each([
    ['a hold too many', 'held = held + 2', 'ledger_never_overbooked'],
    ['a walk-in too many', 'occupied = occupied + 2', 'ledger_never_overbooked'],
    ['a lower total without a word of the provider', 'total = 3', 'ledger_never_overbooked'],
    ['a higher total without a word of the provider', 'total = 6', 'ledger_total_as_said'],
    ['a lower total that nobody reported', 'reported_total = 3, total = 3', 'ledger_never_overbooked'],
    ['a hold too many that calls itself a deficit', 'held = 6, deficit = 1', 'ledger_deficit_by_statement'],
    [
      'an arrival too many that calls itself a deficit',
      'occupied = 2, deficit = 1',
      'ledger_deficit_by_statement',
    ],
    ['a lower total that calls itself a deficit', 'total = 3, deficit = 1', 'ledger_deficit_by_statement'],
    [
      'an arrival too many that hides behind a place out of service',
      'occupied = 2, adjusted = -1, total = 4, deficit = 2',
      'ledger_deficit_by_statement',
    ],
    [
      'a hold too many that hides behind a place out of service',
      'held = 5, adjusted = -1, total = 4, deficit = 1',
      'ledger_deficit_by_statement',
    ],
    [
      'a deficit because a provider says that nothing is left',
      'withheld = 2, total = 3, deficit = 1',
      'ledger_deficit_by_statement',
    ],
    ['fewer than no places out of service', 'out_of_service = -1', 'ledger_said_not_negative'],
    [
      'holds that hide behind a report',
      'held = 6, deficit = 1, reports = reports + 1',
      'ledger_deficit_by_statement',
    ],
    ['a deficit larger than it is', 'total = 3, deficit = 3, reports = reports + 1', 'ledger_no_slack'],
    ['fewer than no places', 'total = -1, deficit = 5, reports = reports + 1', 'ledger_counts_not_negative'],
    ['fewer than no holds', 'held = -1', 'ledger_counts_not_negative'],
    ['a report undone', 'reports = reports - 1', 'ledger_reports_only_grow'],
  ])('cannot hold %s', async (_, set, constraint) => {
    expect(await refusal(write(set))).toBe(constraint);
  });

  it('cannot keep room for overbooking after a deficit has gone', async () => {
    await write('reported_total = 3, total = 3, deficit = 1, reports = reports + 1');
    expect(await refusal(write('held = held - 1'))).toBe('ledger_no_slack');
    await write('held = held - 1, deficit = 0');
    expect(await refusal(write('held = held + 1'))).toBe('ledger_never_overbooked');
  });

  it('can hold the deficit of a report that lowers the total below what is promised', async () => {
    expect(
      await refusal(write('reported_total = 2, total = 2, deficit = 2, reports = reports + 1')),
    ).toBeUndefined();
  });

  it('can hold the deficit of promised places that go out of service', async () => {
    expect(await refusal(write('adjusted = -3, total = 2, deficit = 2, out_of_service = 3'))).toBeUndefined();
  });

  it('counts a movement back once, and only to what there was of it', async () => {
    await ledger.dataSource.query(
      `INSERT INTO movement (movement_id, service_id, ledger_id, unit_key, kind, quantity, at, until, pending, returned)
       SELECT 'm', service_id, ledger_id, unit_key, 'out-of-service', 2, $1, $1, 2, 0 FROM ledger`,
      [new Date(NOW)],
    );
    const change = (set: string): Promise<unknown> => ledger.dataSource.query(`UPDATE movement SET ${set}`);
    expect(await refusal(change('pending = 0, returned = 3, ended_at = at'))).toBe('movement_returned_once');
    expect(await refusal(change('pending = 0, returned = 2, ended_at = at'))).toBeUndefined();
    expect(await refusal(change('pending = 1, returned = 1, ended_at = NULL'))).toBe('movement_undone_once');
  });

  it('starts a row empty and loses none that is held', async () => {
    const insert = `INSERT INTO ledger (service_id, unit_key, unit_type, total, occupied, deficit)
      VALUES ('${SERVICE}', 'seat||', 'seat', 0, 9, 9)`;
    expect(await refusal(ledger.dataSource.query(insert))).toBe('ledger_starts_empty');
    expect(await refusal(ledger.dataSource.query('DELETE FROM ledger'))).toBe('ledger_kept_while_held');
  });

  it('kills the mutant that counts and then inserts, however many run at once', async () => {
    const countThenWrite = async (): Promise<void> => {
      const [row] = await ledger.dataSource.query<{ total: number; held: number }[]>(
        'SELECT total, held FROM ledger',
      );
      if (row !== undefined && row.held < row.total) await write('held = held + 1');
    };
    await Promise.allSettled(Array.from({ length: 8 }, countThenWrite));
    expect(await ledger.rows()).toMatchObject([{ total: 5, held: 5, deficit: 0 }]);
  });

  it('never brings a settled hold back to life', async () => {
    await ledger.dataSource.query(
      `INSERT INTO hold (hold_id, service_id, unit_key, quantity, publisher, state, settled_at)
       VALUES ($1, $2, 'bed||', 1, '/departments/accueil', 'released', $3)`,
      [holdId(1), SERVICE, new Date(NOW)],
    );
    const revive = `UPDATE hold SET state = 'placed', settled_at = NULL, expires_at = now(), ledger_id = 1`;
    expect(await refusal(ledger.dataSource.query(revive))).toBe('hold_released_once');
    expect(await refusal(ledger.dataSource.query(`UPDATE hold SET state = 'placed'`))).toBe(
      'hold_live_whole',
    );
  });

  it('finds due holds, ageing rows and old holds by an index', async () => {
    const plan = async (query: string): Promise<string> => {
      const rows = await ledger.dataSource.transaction(async (manager) => {
        await manager.query('SET LOCAL enable_seqscan = off');
        return manager.query<Record<string, string>[]>(`EXPLAIN ${query}`);
      });
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(
      await plan('SELECT 1 FROM hold WHERE settled_at IS NULL AND expires_at <= (SELECT havre_now())'),
    ).toMatch(/Index (Only )?Scan using hold_due/);
    expect(await plan('SELECT 1 FROM ledger WHERE ages_at <= (SELECT havre_now())')).toContain(
      'ledger_ageing',
    );
    expect(
      await plan('SELECT 1 FROM movement WHERE ledger_id = ANY(ARRAY[1]::bigint[]) AND pending > 0'),
    ).toContain('movement_pending');
    expect(await plan('SELECT 1 FROM hold WHERE settled_at < (SELECT havre_now())')).toContain(
      'hold_settled',
    );
  });
});
