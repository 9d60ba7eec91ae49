import { Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPS_SECRET, startTestApplication } from '../testing/test-application.js';
import type { TestApplication } from '../testing/test-application.js';
import type { Operations, ParkedOutcome } from './operations.js';
import { OperationsModule } from './operations.module.js';

const done: string[] = [];
const OUTCOMES: Readonly<Record<string, ParkedOutcome>> = {
  known: { outcome: 'retried' },
  poison: { outcome: 'refused', reason: 'failed-again' },
  early: { outcome: 'refused', reason: 'not-ready' },
};

const operations: Operations = {
  groups: [
    {
      group: 'capacity',
      lag: () =>
        Promise.resolve([
          { topic: 'havre.referral', partition: 0, lag: 2n },
          { topic: 'havre.capacity', partition: 1, lag: 1 },
          { topic: 'havre.referral', partition: 3, lag: 5n },
        ]),
    },
    {
      group: 'broken',
      lag: () => Promise.reject(Object.assign(new Error('zebra'), { code: 'ECONNREFUSED' })),
    },
  ],
  counts: () => Promise.resolve({ outbox: 4, rows: 40 }),
  measures: [
    {
      name: 'havre_trial',
      help: 'A trial.',
      labels: ['state'],
      read: () => Promise.resolve([{ labels: { state: 'held' }, value: 15 }]),
    },
  ],
  parked: {
    list: () =>
      Promise.resolve([
        {
          id: 'known',
          consumer: 'capacity',
          topic: 'havre.referral',
          partition: 3,
          key: 'k',
          offset: 12n,
          errorCode: 'unexpected.TypeError',
          attempts: 5,
          parkedAt: new Date('2026-11-22T10:00:00Z'),
          count: 2,
          value: 'zebra',
        },
      ]),
    retry: (id) => {
      done.push(`retry ${id}`);
      return Promise.resolve(OUTCOMES[id] ?? { outcome: 'refused', reason: 'unknown-id' });
    },
    discard: (id) => {
      done.push(`discard ${id}`);
      return Promise.resolve({ outcome: 'discarded' });
    },
  },
};

@Module({ imports: [OperationsModule.forRoot({ useFactory: () => operations })] })
class ServiceWithOperations {}

@Module({ imports: [OperationsModule.forRoot({ useFactory: () => ({}) })] })
class ServiceWithout {}

let test: TestApplication;
let bare: TestApplication;

beforeAll(async () => {
  test = await startTestApplication(ServiceWithOperations);
  bare = await startTestApplication(ServiceWithout, { settings: { opsKey: undefined } });
});
afterAll(async () => {
  await test.stop();
  await bare.stop();
});

const authorized = { authorization: `Bearer ${OPS_SECRET}` };

async function ask(
  path: string,
  method = 'GET',
  { url } = test,
): Promise<{ status: number; body: unknown; text: string }> {
  const response = await fetch(`${url}/ops/v1/${path}`, { method, headers: authorized });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

describe('operations', () => {
  it('are metrics too: lag by topic, keys that wait, counts from five on; what cannot be asked is absent', async () => {
    const text = await (await fetch(`${test.url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => /^havre_(?:log|parked|service_count|trial)/.test(line));
    expect(lines.map((line) => line.replace(/,?service="[^"]*"/, '')).sort()).toEqual([
      'havre_log_lag_records{group="capacity",topic="havre.capacity"} 1',
      'havre_log_lag_records{group="capacity",topic="havre.referral"} 7',
      'havre_parked_keys{} 1',
      'havre_service_count{name="outbox"} 0',
      'havre_service_count{name="rows"} 40',
      'havre_trial{state="held"} 15',
    ]);
  });

  it('say how far behind each group is, by topic, and what waits', async () => {
    expect(await ask('status')).toMatchObject({
      status: 200,
      body: {
        groups: [
          {
            group: 'capacity',
            status: 'ok',
            lag: 8,
            topics: [
              {
                topic: 'havre.referral',
                lag: 7,
                partitions: [
                  { partition: 0, lag: 2 },
                  { partition: 3, lag: 5 },
                ],
              },
              { topic: 'havre.capacity', lag: 1 },
            ],
          },
          { group: 'broken', status: 'failed', code: 'network.ECONNREFUSED' },
        ],
        parked: 1,
        counts: { outbox: 4, rows: 40 },
      },
    });
  });

  it('show parked keys by their coordinates, and nothing else of them', async () => {
    const { body, text } = await ask('parked');
    expect(body).toEqual({
      parked: [
        {
          id: 'known',
          consumer: 'capacity',
          topic: 'havre.referral',
          partition: 3,
          key: 'k',
          offset: '12',
          errorCode: 'unexpected.TypeError',
          attempts: 5,
          parkedAt: '2026-11-22T10:00:00.000Z',
          count: 2,
        },
      ],
    });
    expect(text).not.toContain('zebra');
  });

  it('retry and discard', async () => {
    expect(await ask('parked/known/retry', 'POST')).toMatchObject({
      status: 200,
      body: { outcome: 'retried' },
    });
    expect(await ask('parked/known/discard', 'POST')).toMatchObject({
      status: 200,
      body: { outcome: 'discarded' },
    });
    expect(done).toEqual(['retry known', 'discard known']);
  });

  it.each([
    ['absent', 404, 'not-found'],
    ['poison', 409, 'failed-again'],
    ['early', 503, 'unavailable'],
  ])('refuse to retry what is %s', async (id, status, code) => {
    expect(await ask(`parked/${id}/retry`, 'POST')).toMatchObject({ status, body: { code } });
  });

  it('of a service that has none are empty', async () => {
    const withKey = await startTestApplication(ServiceWithout);
    expect((await ask('status', 'GET', withKey)).body).toEqual({ groups: [], parked: 0, counts: {} });
    expect((await ask('parked/x/retry', 'POST', withKey)).status).toBe(404);
    await withKey.stop();
  });

  it('refuse everything where no key was set', async () => {
    expect((await ask('status', 'GET', bare)).status).toBe(401);
  });
});
