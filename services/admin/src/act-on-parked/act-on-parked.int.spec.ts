import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort, startPostgres, type TestPostgres } from '@havre/test-harness';
import { DataSource } from 'typeorm';
import { startFakeService, type FakeService } from '../testing/fake-service.js';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

const PARKED_ID = '0193553a-1111-7000-8000-000000000001';
const MARK = 'zebra secret marker';

let postgres: TestPostgres;
let audit: DataSource;
let capacity: FakeService;
let admin: TestAdmin;

beforeAll(async () => {
  postgres = await startPostgres();
  audit = await new DataSource({ type: 'postgres', url: postgres.url, logging: false }).initialize();
});
afterAll(async () => {
  await audit.destroy();
  await postgres.stop();
});

beforeEach(async () => {
  capacity = await startFakeService();
  admin = await startTestAdmin({
    HAVRE_DATABASE_URL: postgres.url,
    HAVRE_CAPACITY_URL: capacity.url,
    HAVRE_FEED_URL: `http://127.0.0.1:${await freePort()}`,
  });
});
afterEach(async () => {
  await admin.stop();
  await capacity.stop();
});

describe('POST /v1/parked/{service}/{id}/…', () => {
  const path = (action: string, service = 'capacity', id = PARKED_ID): string =>
    `/v1/parked/${service}/${id}/${action}`;
  const act = (where: string, body: unknown = { reason: 'cause-fixed' }, as = 'operator') =>
    admin.ask(where, { method: 'POST', body, as });

  const auditSteps = async (): Promise<readonly Record<string, unknown>[]> =>
    audit.query(
      'SELECT key_id, action, service, target, reason, step FROM admin.audit_entry ORDER BY at, id',
    );

  beforeEach(async () => {
    await audit.query('ALTER TABLE admin.audit_entry DISABLE TRIGGER ALL');
    await audit.query('DELETE FROM admin.audit_entry');
    await audit.query('ALTER TABLE admin.audit_entry ENABLE TRIGGER ALL');
  });

  it('has the service do it, and puts on record who, what, why and how it ended', async () => {
    capacity.answers.set(`POST /ops/v1/parked/${PARKED_ID}/discard`, { body: { outcome: 'discarded' } });
    expect(await act(path('discard'))).toEqual({ status: 200, body: { outcome: 'discarded' } });
    expect(capacity.asked).toEqual([`POST /ops/v1/parked/${PARKED_ID}/discard`]);
    const row = {
      key_id: 'operator',
      action: 'discard',
      service: 'capacity',
      target: PARKED_ID,
      reason: 'cause-fixed',
    };
    expect(await auditSteps()).toEqual([
      { ...row, step: 'asked' },
      { ...row, step: 'discarded' },
    ]);
    expect((await admin.ask('/v1/audit?limit=1', { as: 'watcher' })).body).toMatchObject({
      entries: [{ keyId: 'operator', action: 'discard', step: 'discarded' }],
    });
  });

  it.each([
    ['unknown', { status: 404 }, 404, 'not-found', 'refused-unknown'],
    ['failing again', { status: 409 }, 409, 'failed-again', 'refused-failed-again'],
    ['not ready', { status: 503 }, 503, 'unavailable', 'refused-not-ready'],
    ['silent', { isSilent: true }, 504, 'unanswered', 'unanswered'],
  ])('says when the service is %s', async (_what, answer, status, code, step) => {
    capacity.answers.set(`POST /ops/v1/parked/${PARKED_ID}/retry`, answer);
    expect(await act(path('retry'))).toMatchObject({ status, body: { code } });
    expect((await auditSteps()).map((row) => row['step'])).toEqual(['asked', step]);
  });

  it('says when the service is down, which then did nothing', async () => {
    expect(await act(path('retry', 'feed'))).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect((await auditSteps()).map((row) => row['step'])).toEqual(['asked', 'refused-service-down']);
  });

  it.each([
    ['a reason of one’s own', path('retry'), { reason: MARK }],
    ['no reason', path('retry'), {}],
    ['a note beside it', path('retry'), { reason: 'cause-fixed', note: MARK }],
    ['an unknown service', path('retry', 'police'), undefined],
    ['an id that is none', path('retry', 'capacity', 'x'), undefined],
  ])('refuses %s and asks nobody', async (_what, where, body) => {
    const { status, body: problem } = await act(where, body ?? { reason: 'cause-fixed' });
    expect([status, (problem as { code: string }).code]).toEqual([400, 'wrong-parameters']);
    expect(JSON.stringify(problem)).not.toContain(MARK);
    expect(await auditSteps()).toEqual([]);
    expect(capacity.asked).toEqual([]);
  });

  it.each([
    ['may only read', 'watcher', 403],
    ['is a department', 'accueil', 403],
    ['is nobody', 'nobody', 401],
  ])('is closed to a key that %s', async (_what, as, status) => {
    expect((await act(path('retry'), undefined, as)).status).toBe(status);
    expect(capacity.asked).toEqual([]);
  });

  it('keeps its record: rows cannot be changed or removed', async () => {
    await act(path('retry'));
    for (const change of [
      "UPDATE admin.audit_entry SET key_id = 'x'",
      'DELETE FROM admin.audit_entry',
      'TRUNCATE admin.audit_entry',
    ]) {
      await expect(audit.query(change)).rejects.toThrow('append-only');
    }
  });
});
