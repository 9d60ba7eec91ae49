import type { DataSource } from 'typeorm';
import { SettingsError } from '../settings/settings-error.js';
import { SHARED_SETTINGS } from '../settings/shared-settings.js';
import type { Clock } from './clock.js';

const REAL_TIME = `CREATE OR REPLACE FUNCTION havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
  'SELECT clock_timestamp()'`;
const MOVED_TIME = `CREATE OR REPLACE FUNCTION havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
  'SELECT clock_timestamp() + (SELECT ahead FROM test_clock)'`;
const TABLE = `CREATE TABLE IF NOT EXISTS test_clock (
  ahead interval NOT NULL, is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only))`;
const ROW = `INSERT INTO test_clock (ahead) VALUES ('0') ON CONFLICT DO NOTHING`;
const READ = 'SELECT (extract(epoch FROM ahead) * 1000)::float8 AS "aheadMs" FROM test_clock';
const MOVE = `UPDATE test_clock SET ahead = greatest(ahead, make_interval(secs => $1::float8 / 1000))
  RETURNING (extract(epoch FROM ahead) * 1000)::float8 AS "aheadMs"`;
const IS_LEFT = 'SELECT to_regclass(\'test_clock\') IS NOT NULL AS "isLeft"';

/**
 * Real time and a distance ahead of it. `havre_now()` of the service's schema and this clock go together. For development
 * only: other replicas of a service see a move in SQL, but not here.
 */
export class TestClock implements Clock {
  #aheadMs = 0;
  readonly #followers: ((aheadMs: number) => Promise<void>)[] = [];

  private constructor(private readonly dataSource: DataSource | undefined) {}

  /** Puts the service's `havre_now()` on the test clock, where it was when it was last moved. */
  static async open(dataSource: DataSource | undefined): Promise<TestClock> {
    const clock = new TestClock(dataSource);
    for (const statement of [TABLE, ROW, MOVED_TIME]) await dataSource?.query(statement);
    clock.#aheadMs = aheadIn(await dataSource?.query<readonly { aheadMs: number }[]>(READ));
    return clock;
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  /** What else goes by this clock: told where it stands now, and after each move. */
  async follow(follower: (aheadMs: number) => Promise<void>): Promise<void> {
    this.#followers.push(follower);
    await follower(this.#aheadMs);
  }

  /** Moves to so many milliseconds ahead of real time; never back. */
  async moveTo(aheadMs: number): Promise<void> {
    const rows = await this.dataSource?.query<[readonly { aheadMs: number }[], number]>(MOVE, [aheadMs]);
    this.#aheadMs = Math.max(this.#aheadMs, rows === undefined ? aheadMs : aheadIn(rows[0]));
    for (const follower of this.#followers) await follower(this.#aheadMs);
  }
}

/** A schema that was once on the test clock goes by real time again. */
export async function leaveTestClock(dataSource: DataSource | undefined): Promise<void> {
  const [found] = (await dataSource?.query<readonly { isLeft: boolean }[]>(IS_LEFT)) ?? [];
  if (found?.isLeft !== true) return;
  await dataSource?.query(REAL_TIME);
  await dataSource?.query('DROP TABLE test_clock');
}

/** @throws SettingsError when the test clock is asked for in production */
export function refuseInProduction(isTestClock: boolean, nodeEnvironment: string | undefined): void {
  if (!isTestClock || nodeEnvironment !== 'production') return;
  const expects = { fr: '`0` quand `NODE_ENV=production`', en: '`0` when `NODE_ENV=production`' };
  throw new SettingsError([{ variable: SHARED_SETTINGS.isTestClock.variable, problem: 'wrong', expects }]);
}

const aheadIn = (rows: readonly { aheadMs: number }[] | undefined): number => rows?.[0]?.aheadMs ?? 0;
