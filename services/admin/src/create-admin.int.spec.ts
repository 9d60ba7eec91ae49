import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort, startPostgres, type TestPostgres } from '@havre/test-harness';
import { createAdmin } from './create-admin.js';
import { startFakeService, type FakeService } from './testing/fake-service.js';
import { KEYS, OPS_KEY, startTestAdmin, writeKeys, type TestAdmin } from './testing/test-admin.js';

const PARKED_ID = '0193553a-1111-7000-8000-000000000001';
const SERVICE = 'maison-bonaventure-lits';
const MARK = 'zebra secret marker';

const READY = { status: 'ok', checks: { database: { status: 'ok' } } };
const HEALTHY = { 'GET /livez': { body: { status: 'ok' } }, 'GET /readyz': { body: READY } };

const parkedKey = {
  id: PARKED_ID,
  consumer: 'capacity',
  topic: 'havre.referral',
  partition: 3,
  key: 'maison-bonaventure-lits',
  offset: '41',
  errorCode: 'unexpected.TypeError',
  attempts: 5,
  parkedAt: '2026-11-22T10:00:00.000Z',
  count: 2,
};

let postgres: TestPostgres;
let gate: FakeService;
let referral: FakeService;
let capacity: FakeService;
let admin: TestAdmin;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

beforeEach(async () => {
  [gate, referral, capacity] = await Promise.all([
    startFakeService(HEALTHY),
    startFakeService(HEALTHY),
    startFakeService(HEALTHY),
  ]);
  admin = await startTestAdmin({
    HAVRE_DATABASE_URL: postgres.url,
    HAVRE_POLICY_GATE_URL: gate.url,
    HAVRE_REFERRAL_URL: referral.url,
    HAVRE_CAPACITY_URL: `${capacity.url}/`,
    // Nobody listens there: the feed is down in all of these.
    HAVRE_FEED_URL: `http://127.0.0.1:${await freePort()}`,
  });
});
afterEach(async () => {
  await Promise.all([admin, gate, referral, capacity].map((each) => each.stop()));
});

describe('GET /v1/health', () => {
  it('shows every service, and one that is down as down', async () => {
    referral.answers.set('GET /readyz', {
      status: 503,
      body: { status: 'failed', checks: { 'event-log': { status: 'failed', code: 'network.ECONNREFUSED' } } },
    });
    expect(await admin.ask('/v1/health')).toEqual({
      status: 200,
      body: {
        status: 'degraded',
        services: [
          { service: 'policy-gate', isLive: true, status: 'ok', checks: { database: { status: 'ok' } } },
          {
            service: 'referral',
            isLive: true,
            status: 'failed',
            checks: { 'event-log': { status: 'failed', code: 'network.ECONNREFUSED' } },
          },
          { service: 'capacity', isLive: true, status: 'ok', checks: { database: { status: 'ok' } } },
          { service: 'feed', isLive: false, status: 'down', code: 'network.ECONNREFUSED', checks: {} },
        ],
      },
    });
  });

  it.each([
    ['does not answer in time', { isSilent: true }, 'timeout'],
    ['answers something else', { body: '<html>' }, 'wrong-answer'],
    ['answers a sentence', { body: { status: MARK, checks: {} } }, 'wrong-answer'],
    ['is another server', { status: 500, body: MARK }, 'http.500'],
  ])('shows a service that %s as down, and repeats nothing of it', async (_what, answer, code) => {
    gate.answers.set('GET /readyz', answer);
    const { body } = await admin.ask('/v1/health');
    expect(body).toMatchObject({
      services: expect.arrayContaining([
        expect.objectContaining({ service: 'policy-gate', status: 'down', code }),
      ]),
    });
    expect(JSON.stringify(body) + admin.log()).not.toContain(MARK);
  });
});

describe('GET /v1/lag', () => {
  it('shows each group by topic, from each service that answers', async () => {
    const topics = [{ topic: 'havre.referral', lag: 7, partitions: [{ partition: 0, lag: 7 }] }];
    const group = { group: 'capacity', status: 'ok', lag: 7, topics };
    capacity.answers.set('GET /ops/v1/status', {
      body: { groups: [group], parked: 1, counts: { outbox: 2 } },
    });
    const { status, body } = await admin.ask('/v1/lag', { as: 'watcher' });
    expect(status).toBe(200);
    expect(body).toEqual({
      services: [
        { service: 'policy-gate', status: 'down', code: 'http.404' },
        { service: 'referral', status: 'down', code: 'http.404' },
        { service: 'capacity', status: 'ok', groups: [group], parked: 1, counts: { outbox: 2 } },
        { service: 'feed', status: 'down', code: 'network.ECONNREFUSED' },
      ],
    });
    expect([...capacity.authorizations]).toEqual([`Bearer ${OPS_KEY}`]);
  });
});

describe('GET /v1/parked', () => {
  it('shows coordinates and codes of all services, and nothing else that a service might add', async () => {
    capacity.answers.set('GET /ops/v1/parked', {
      body: { parked: [{ ...parkedKey, value: MARK, error: MARK }] },
    });
    referral.answers.set('GET /ops/v1/parked', { body: { parked: [] } });
    const { body } = await admin.ask('/v1/parked');
    expect(body).toEqual({
      parked: [{ service: 'capacity', ...parkedKey }],
      down: [
        { service: 'policy-gate', status: 'down', code: 'http.404' },
        { service: 'feed', status: 'down', code: 'network.ECONNREFUSED' },
      ],
    });
  });
});

describe('GET /v1/verdicts', () => {
  it('shows what the gate counted, without small cells and their complements', async () => {
    gate.answers.set('GET /ops/v1/verdicts?from=2026-11-20&to=2026-11-21', {
      body: {
        from: '2026-11-20',
        to: '2026-11-21',
        bySource: [
          { day: '2026-11-20', source: '/departments/accueil', cleared: 200, dropped: 2 },
          { day: '2026-11-20', source: '/departments/sante', cleared: 90, dropped: 8 },
        ],
        byCategory: [{ day: '2026-11-20', category: 'schema', count: 10, note: MARK }],
      },
    });
    expect(await admin.ask('/v1/verdicts?from=2026-11-20&to=2026-11-21')).toEqual({
      status: 200,
      body: {
        from: '2026-11-20',
        to: '2026-11-21',
        smallestShown: 5,
        byDepartment: [
          { day: '2026-11-20', source: '/departments/accueil', cleared: 200, dropped: null },
          { day: '2026-11-20', source: '/departments/sante', cleared: 90, dropped: null },
        ],
        byCategory: [{ day: '2026-11-20', category: 'schema', count: 10 }],
      },
    });
  });

  it('passes no parameter on that is not a day', async () => {
    expect(await admin.ask(`/v1/verdicts?from=${encodeURIComponent(MARK)}`)).toMatchObject({ status: 400 });
    expect(gate.asked).toEqual([]);
  });
});

describe('GET /v1/holds', () => {
  const hold = {
    holdId: PARKED_ID,
    serviceId: SERVICE,
    unitType: 'bed',
    sleeps: null,
    date: null,
    time: null,
    quantity: 2,
    publisher: '/departments/accueil',
    state: 'offered',
    expiresAt: '2026-11-22T10:15:00.000Z',
  };

  it('shows the places that are about to be given on', async () => {
    capacity.answers.set('GET /ops/v1/holds?expiringWithinMinutes=30', { body: { holds: [hold] } });
    capacity.answers.set('GET /ops/v1/holds?expiringWithinMinutes=15', { body: { holds: [] } });
    expect((await admin.ask('/v1/holds?expiringWithinMinutes=30')).body).toEqual({ holds: [hold] });
    expect((await admin.ask('/v1/holds')).body).toEqual({ holds: [] });
    expect((await admin.ask('/v1/holds?expiringWithinMinutes=-1')).status).toBe(400);
  });

  it('shows where more is promised than there is, and where counts tell otherwise, in numbers only', async () => {
    const unit = { serviceId: SERVICE, unitType: 'bed', sleeps: null, date: null, time: null };
    const counts = { funded: 40, total: 30, occupied: 29, held: 3, deficit: 2, outOfService: 8, surge: 0 };
    const row = { ...unit, ...counts, reportedAt: '2026-11-22T10:00:00.000Z', freshness: 'fresh' };
    const drift = {
      ...unit,
      driftId: '12',
      countedAt: '2026-11-22T10:00:00.000Z',
      reported: 29,
      counted: 25,
      drift: 4,
    };
    capacity.answers.set(`GET /ops/v1/ledger?inDeficit=true&after=${SERVICE}&limit=100`, {
      body: { rows: [{ ...row, note: MARK }] },
    });
    capacity.answers.set(`GET /ops/v1/drift?serviceId=${SERVICE}&before=13&limit=5`, {
      body: { drifts: [{ ...drift, note: MARK }] },
    });
    expect((await admin.ask(`/v1/deficits?after=${SERVICE}`)).body).toEqual({ deficits: [row] });
    expect((await admin.ask(`/v1/drift?serviceId=${SERVICE}&before=13&limit=5`)).body).toEqual({
      drifts: [drift],
    });
    expect((await admin.ask(`/v1/drift?serviceId=${encodeURIComponent(MARK)}`)).status).toBe(400);
    expect((await admin.ask('/v1/deficits?limit=0')).status).toBe(400);
  });

  it('says when capacity cannot be asked', async () => {
    await capacity.stop();
    expect(await admin.ask('/v1/holds')).toMatchObject({ status: 503, body: { code: 'service-down' } });
    capacity = await startFakeService();
  });
});

describe('admin', () => {
  it('is ready, describes itself and shows nothing without a key', async () => {
    const { url } = admin.service;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toContain('/v1/parked/{service}/{id}/discard');
    for (const path of ['health', 'lag', 'parked', 'verdicts', 'holds', 'audit']) {
      expect((await fetch(`${url}/v1/${path}`)).status).toBe(401);
    }
  });
});

describe('admin without credentials', () => {
  const env = { HAVRE_DATABASE_URL: 'postgres://127.0.0.1:1/x', HAVRE_ADMIN_PORT: '0' };

  it('does not start without keys and the operations key', async () => {
    await expect(createAdmin({ env })).rejects.toMatchObject({
      code: 'wrong-settings',
      problems: [
        { variable: 'HAVRE_KEYS_FILE', problem: 'missing' },
        { variable: 'HAVRE_OPS_KEY', problem: 'missing' },
      ],
    });
  });

  it.each([
    ['no key', []],
    ['no operator’s key', KEYS.filter(({ role }) => role !== 'operator')],
    [
      'a revoked operator’s key only',
      KEYS.filter(({ id }) => id === 'operator').map((key) => ({ ...key, revoked: true })),
    ],
  ])('does not start with %s', async (_what, keys) => {
    const { file, remove } = await writeKeys(keys);
    await expect(
      createAdmin({ env: { ...env, HAVRE_KEYS_FILE: file, HAVRE_OPS_KEY: OPS_KEY } }),
    ).rejects.toMatchObject({ code: 'no-operator-key' });
    await remove();
  });
});
