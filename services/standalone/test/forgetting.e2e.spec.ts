import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DoorClient } from '@havre/publisher';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { tokenOf } from '../src/demo-city/demo-keys.js';
import { startHavre, type Havre } from './support/havre.js';
import { searchEverything } from './support/search-everything.js';
import { Watch } from './support/watch.js';

const NINE_DAYS_S = 9 * 86_400;
const WITHIN_MS = 150_000;

describe('a referral that ended longer ago than the retention', () => {
  let postgres: TestPostgres;
  let havre: Havre;
  let department: Watch;

  beforeAll(async () => {
    postgres = await startPostgres();
    havre = await startHavre({
      shape: 'standalone',
      databaseUrl: postgres.url,
      settings: { HAVRE_TEST_CLOCK: '1' },
    });
    department = new Watch(havre, 'accueil');
  }, 180_000);
  afterAll(async () => {
    await department.stop();
    await havre.stop();
    await postgres.stop();
  }, 60_000);

  const publish = (type: string, data: unknown, subject?: string) =>
    new DoorClient({ url: havre.urls['policy-gate'], key: tokenOf(havre.keys, 'accueil') }).publish({
      id: randomUUID(),
      source: '/departments/accueil',
      type,
      data,
      ...(subject === undefined ? {} : { subject }),
    });

  const operator = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(new URL(path, havre.urls.admin), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${tokenOf(havre.keys, 'operations')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(200);
    return response.json();
  };

  /** Everything by which the referral could be known again. */
  async function endOne(): Promise<readonly string[]> {
    const intake = await publish('havre.intake.received.v1', {
      household: { members: [{ ageGroup: 'adult', gender: 'man' }] },
      language: 'fr',
      needs: [{ kind: 'shelter', unitType: 'bed', priority: 'urgent' }],
      pets: [{ kind: 'dog', weightKg: 12 }],
    });
    if (intake.outcome !== 'accepted') throw new Error('the intake was not accepted');
    const offer = await department.until(
      'havre.referral.offered.v1',
      (event) => event.data['intakeId'] === intake.subject,
    );
    const withdrawal = await publish('havre.referral.withdrawn.v1', {}, offer.subject);
    if (withdrawal.outcome !== 'accepted') throw new Error('the withdrawal was not accepted');
    await department.until('havre.referral.closed.v1', (event) => event.subject === offer.subject);
    const { code, holdId } = offer.data;
    return [intake.subject, intake.receipt, withdrawal.receipt, offer.subject, String(code), String(holdId)];
  }

  it('is found nowhere any more: no table, no explanation, no code, no record of the log; one in a count stays', async () => {
    const marks = await endOne();
    const before = Object.keys(await searchEverything(postgres.url, marks));
    expect(before).toEqual(
      expect.arrayContaining([
        'event_log.record',
        'referral.referral',
        'referral.explanation',
        'referral.inbox',
        'capacity.hold',
        'feed.entry',
        'policy_gate.receipt',
      ]),
    );

    await operator('/v1/clock', { advanceSeconds: NINE_DAYS_S });
    const [program] = havre.programs;
    await program?.end('SIGTERM');
    await program?.start();
    const end = Date.now() + WITHIN_MS;
    let found = await searchEverything(postgres.url, marks);
    while (Object.keys(found).length > 0 && Date.now() < end) {
      await sleep(1_000);
      found = await searchEverything(postgres.url, marks);
    }
    expect(found).toEqual({});
    const day = new Date().toISOString().slice(0, 10);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    expect(await operator(`/v1/outcomes?from=${yesterday}&to=${day}`)).toMatchObject({
      outcomes: [{ kind: 'shelter', area: '', outcome: 'withdrawn', count: null }],
    });
  }, 300_000);
});
