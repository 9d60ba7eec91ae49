import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { startFakeService, type FakeService } from '../testing/fake-service.js';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

const HOUR_S = 3_600;

const questionFor = (seconds: number): string => `POST /ops/v1/clock?aheadMs=${seconds * 1_000}`;
const fourTimes = (question: string): readonly string[] => Array.from({ length: 4 }, () => question);

let postgres: TestPostgres;
let capacity: FakeService;
let admin: TestAdmin | undefined;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});
beforeEach(async () => {
  const answer = { body: { now: '2026-11-22T12:00:00.000Z', aheadMs: 1 } };
  capacity = await startFakeService({ [questionFor(HOUR_S)]: answer, [questionFor(3 * HOUR_S)]: answer });
});
afterEach(async () => {
  await admin?.stop();
  await capacity.stop();
});

async function start(more: Readonly<Record<string, string>> = {}): Promise<TestAdmin> {
  const others = {
    HAVRE_POLICY_GATE_URL: capacity.url,
    HAVRE_REFERRAL_URL: capacity.url,
    HAVRE_FEED_URL: capacity.url,
  };
  admin = await startTestAdmin({
    HAVRE_DATABASE_URL: postgres.url,
    HAVRE_CAPACITY_URL: capacity.url,
    ...others,
    ...more,
  });
  return admin;
}

const hoursFromNow = (body: unknown): number =>
  Math.round((Date.parse((body as { now: string }).now) - Date.now()) / 3_600_000);

describe('POST /v1/clock', () => {
  it('moves admin and tells every service how far ahead of real time the clock is', async () => {
    const test = await start({ HAVRE_TEST_CLOCK: '1' });
    const move = (advanceSeconds: number, as = 'operator') =>
      test.ask('/v1/clock', { method: 'POST', body: { advanceSeconds }, as });
    expect(hoursFromNow((await move(HOUR_S)).body)).toBe(1);
    const { status, body } = await move(2 * HOUR_S);
    expect(status).toBe(200);
    expect(hoursFromNow(body)).toBe(3);
    expect(capacity.asked).toEqual([
      ...fourTimes(questionFor(HOUR_S)),
      ...fourTimes(questionFor(3 * HOUR_S)),
    ]);
    expect((await move(1, 'watcher')).status).toBe(403);
    expect((await move(-1)).status).toBe(400);
  });

  it('does not exist without the test clock', async () => {
    const test = await start();
    expect((await test.ask('/v1/clock', { method: 'POST', body: { advanceSeconds: 1 } })).status).toBe(404);
    expect(capacity.asked).toEqual([]);
  });
});
