import { Inject, Module } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { EmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';
import { DatabaseModule } from '../persistence/database.module.js';
import { OPS_SECRET, startTestApplication, type TestApplication } from '../testing/test-application.js';
import { startTestServer } from '../testing/test-server.js';
import { CLOCK, type Clock } from './clock.js';

const HOUR_MS = 3_600_000;

class OwnClock1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE FUNCTION havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION havre_now()');
  }
}

/** Adding zero makes minus zero, a clock read a moment late, the same as zero. */
const wholeHours = (milliseconds: number): number => Math.round(milliseconds / HOUR_MS) + 0;

/** How far the two clocks of the service that was last started are ahead, in whole hours. */
let hoursAhead: () => Promise<{ clock: number; database: number }>;

@Module({})
class ClockedModule {
  constructor(@Inject(CLOCK) clock: Clock, @Inject(DataSource) dataSource: DataSource) {
    hoursAhead = async () => {
      const sql = 'SELECT extract(epoch FROM havre_now() - clock_timestamp())::float8 AS seconds';
      const [row] = await dataSource.query<readonly { seconds: number }[]>(sql);
      return {
        clock: wholeHours(clock.now().getTime() - Date.now()),
        database: wholeHours((row?.seconds ?? 0) * 1_000),
      };
    };
  }
}

let server: EmbeddedPostgres;
const running: TestApplication[] = [];

beforeAll(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((test) => test.stop()));
});
afterAll(async () => {
  await server.stop();
});

async function start(
  isTestClock: boolean,
  env: Readonly<Record<string, string>> = {},
): Promise<TestApplication> {
  const database = DatabaseModule.forRoot({
    url: server.url,
    schema: 'clocked',
    migrations: [OwnClock1763800000001],
  });
  const module = { module: ClockedModule, imports: [database] };
  const test = await startTestApplication(module, {
    settings: { isTestClock },
    environment: { env, hasProcessMetrics: false },
  });
  running.push(test);
  return test;
}

async function move({ url }: TestApplication, aheadMs: number): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/ops/v1/clock?aheadMs=${aheadMs}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${OPS_SECRET}` },
  });
  return { status: response.status, body: await response.json() };
}

describe('the test clock', () => {
  it('moves the service and its database together, never back, and stays where it was over a restart', async () => {
    const test = await start(true);
    expect(await hoursAhead()).toEqual({ clock: 0, database: 0 });
    expect(await move(test, 5 * HOUR_MS)).toMatchObject({ status: 200, body: { aheadMs: 5 * HOUR_MS } });
    expect(await hoursAhead()).toEqual({ clock: 5, database: 5 });
    expect((await move(test, HOUR_MS)).body).toMatchObject({ aheadMs: 5 * HOUR_MS });
    expect((await move(test, -1)).status).toBe(400);
    await test.application.close();

    await start(true);
    expect(await hoursAhead()).toEqual({ clock: 5, database: 5 });
  });

  it('is left behind by a start without it', async () => {
    const test = await start(false);
    expect(await hoursAhead()).toEqual({ clock: 0, database: 0 });
    expect((await move(test, HOUR_MS)).status).toBe(404);
  });

  it('is refused in production', async () => {
    await expect(start(true, { NODE_ENV: 'production' })).rejects.toMatchObject({
      code: 'wrong-settings',
      problems: [{ variable: 'HAVRE_TEST_CLOCK', problem: 'wrong' }],
    });
  });
});
