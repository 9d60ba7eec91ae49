import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { startFakeService, type FakeService } from '../testing/fake-service.js';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

const ID = '0198c0de-0002-5000-8000-000000000002';

let postgres: TestPostgres;
let referral: FakeService;
let admin: TestAdmin;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  referral = await startFakeService();
  admin = await startTestAdmin({ HAVRE_DATABASE_URL: postgres.url, HAVRE_REFERRAL_URL: referral.url });
});
afterEach(async () => {
  await admin.stop();
  await referral.stop();
});

const text = { fr: 'Tous les décomptes sont trop anciens.', en: 'All counts are too old.' };
const item = {
  referralId: ID,
  state: 'needs-attention',
  reason: 'all-stale',
  text,
  since: '2026-11-22T21:00:00.000Z',
  waitingMinutes: 12,
  kind: 'shelter',
  priority: 'urgent',
  department: '/departments/accueil',
  household: {
    members: [{ ageGroup: 'adult' }],
    language: 'fr',
    interpreter: false,
    area: null,
    accessibility: ['step-free'],
    pets: ['dog'],
    phrases: ['comes-on-foot'],
  },
  isInside: false,
  offers: 1,
  tried: [{ serviceId: null, result: 'safety', text, at: '2026-11-22T20:00:00.000Z' }],
  toRing: ['refuge-lits'],
  decisions: [],
  actions: ['retry', 'close'],
};

describe('GET /v1/attention', () => {
  it('shows who waits for a person, with all that there is to decide on', async () => {
    referral.answers.set('GET /ops/v1/attention?limit=100', { body: { items: [item], more: false } });
    expect(await admin.ask('/v1/attention', { as: 'watcher' })).toEqual({
      status: 200,
      body: { items: [{ ...item, explanation: `/v1/referrals/${ID}/explanation` }], more: false },
    });
  });

  it('takes field by field: nothing passes that it does not know', async () => {
    const named = { ...item, household: { ...item.household, name: 'Somebody' }, note: 'a note' };
    referral.answers.set('GET /ops/v1/attention?limit=100', { body: { items: [named], more: false } });
    const { body } = await admin.ask('/v1/attention', { as: 'watcher' });
    expect(JSON.stringify(body)).not.toMatch(/Somebody|a note/);
  });

  it('says when the service is down, and is closed to departments', async () => {
    expect((await admin.ask('/v1/attention', { as: 'watcher' })).status).toBe(503);
    expect((await admin.ask('/v1/attention', { as: 'accueil' })).status).toBe(403);
    expect((await admin.ask('/v1/attention?limit=0', { as: 'watcher' })).status).toBe(400);
  });
});

describe('POST /v1/attention/{id}/…', () => {
  const act = (action: string, body: unknown = { reason: 'rang-services' }, as = 'operator') =>
    admin.ask(`/v1/attention/${ID}/${action}`, { method: 'POST', body, as });
  const answering = (action: string, answer: Parameters<FakeService['answers']['set']>[1]): void => {
    const original = referral.answers.get.bind(referral.answers);
    referral.answers.get = (question) =>
      question.startsWith(`POST /ops/v1/attention/${ID}/${action}?decision=`) ? answer : original(question);
  };

  it.each([
    ['retry', 'retried', 'look-again'],
    ['close', 'closed', 'close'],
  ])('has it done (%s), on record under an id that names no referral', async (action, outcome, recorded) => {
    answering(action, { body: { outcome } });
    const { status, body } = await act(action);
    expect([status, body]).toEqual([200, { outcome, decision: expect.any(String) }]);
    const { decision } = body as { decision: string };
    expect(referral.asked).toEqual([`POST /ops/v1/attention/${ID}/${action}?decision=${decision}`]);
    const audit = await admin.ask('/v1/audit?limit=2', { as: 'watcher' });
    const row = { keyId: 'operator', action: recorded, target: decision, reason: 'rang-services' };
    expect(audit.body).toMatchObject({
      entries: [
        { ...row, step: outcome },
        { ...row, step: 'asked' },
      ],
    });
    expect(JSON.stringify(audit.body)).not.toContain(ID);
  });

  it.each([
    ['unknown', { status: 404 }, 404],
    ['waiting no more', { status: 409 }, 409],
    ['not ready', { status: 503 }, 503],
    ['silent', { isSilent: true }, 504],
  ])('says when it is %s', async (_what, answer, status) => {
    answering('retry', answer);
    expect((await act('retry')).status).toBe(status);
  });

  it.each([
    ['a reason of one’s own', { reason: 'she told me' }],
    ['no reason', {}],
    ['a note beside it', { reason: 'rang-services', note: 'x' }],
  ])('refuses %s, and asks nobody', async (_what, body) => {
    expect((await act('close', body)).status).toBe(400);
    expect(referral.asked).toEqual([]);
  });

  it.each(['watcher', 'accueil'])('is closed to %s', async (as) => {
    expect((await act('close', undefined, as)).status).toBe(403);
  });
});

describe('what operators read of matches and of the directory', () => {
  it('explains a match in sentences, and no more than it knows', async () => {
    const match = {
      attempt: 0,
      matchedAt: '2026-11-22T21:00:00.000Z',
      noPlace: null,
      candidates: [
        {
          serviceId: 'refuge-lits',
          name: { fr: 'Refuge', en: 'Shelter' },
          directoryVersion: 3,
          rank: 1,
          sentence: text,
          because: [],
          ranking: [{ rule: 'fit', text, value: 0 }],
        },
      ],
      unexamined: 0,
      replayed: true,
    };
    const view = { referralId: ID, state: 'offered', fhirTaskStatus: 'requested', matches: [match] };
    const path = `GET /ops/v1/referrals/${ID}/explanation?for=operator`;
    referral.answers.set(path, { body: { ...view, household: { members: [] } } });
    expect(await admin.ask(`/v1/referrals/${ID}/explanation`, { as: 'watcher' })).toEqual({
      status: 200,
      body: view,
    });
    referral.answers.set(path, { status: 404 });
    expect((await admin.ask(`/v1/referrals/${ID}/explanation`, { as: 'watcher' })).status).toBe(404);
    expect((await admin.ask('/v1/referrals/x/explanation', { as: 'watcher' })).status).toBe(400);
  });

  it('shows which directory entries the answers speak against, small counts withheld', async () => {
    const flag = { serviceId: 'refuge-lits', flag: 'not-eligible', lastOn: '2026-11-22' };
    const flags = [
      { ...flag, count: 4 },
      { ...flag, flag: 'no-place', count: 5 },
    ];
    referral.answers.set('GET /ops/v1/flags', { body: { flags } });
    expect((await admin.ask('/v1/flags', { as: 'watcher' })).body).toEqual({
      smallestShown: 5,
      flags: [
        { ...flag, count: null },
        { ...flag, flag: 'no-place', count: 5 },
      ],
    });
  });
});
