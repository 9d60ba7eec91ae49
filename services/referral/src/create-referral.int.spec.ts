import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRecord, toRecord, type HavreEvent } from '@havre/events';
import { openConfiguredEventLog, type EventLog, type Subscription } from '@havre/messaging';
import type { RunningService } from '@havre/service';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { createReferral } from './create-referral.js';
import type { ExplanationView } from './explain-match/explain-match.js';
import { event, holdOf, intake, listed, placed, REFERRAL, SERVICE, updated } from './testing/test-events.js';

const OPS_KEY = 'operations-key-of-this-test';

/** Generous: what is waited for comes by itself, however busy the machine. */
const LIMIT_MS = 120_000;

describe('two replicas of the service on one event log', () => {
  let postgres: TestPostgres;
  let eventLog: EventLog;
  let watching: Subscription;
  const replicas: RunningService[] = [];
  const seen: HavreEvent[] = [];
  const waiters: (() => void)[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    const env = {
      HAVRE_DATABASE_URL: postgres.url,
      HAVRE_REFERRAL_PORT: '0',
      HAVRE_OPS_KEY: OPS_KEY,
      HAVRE_LOG_LEVEL: 'silent',
    };
    eventLog = await openConfiguredEventLog(
      {
        eventLog: 'postgresql',
        databaseUrl: postgres.url,
        kafkaBrokers: [],
        kafkaTls: false,
        retentionDays: 7,
      },
      'test',
    );
    for (const hasProcessMetrics of [true, false]) {
      replicas.push(await createReferral({ env, hasProcessMetrics }));
    }
    watching = await eventLog.subscribe(
      { group: 'watcher', topics: ['havre.referral', 'havre.capacity', 'havre.receipt'] },
      async ({ records }) => {
        seen.push(...records.flatMap(({ value }) => eventsOf(value)));
        for (const wake of waiters.splice(0)) wake();
      },
    );
  }, 60_000);

  afterAll(async () => {
    await watching.close();
    await Promise.all(replicas.map((replica) => replica.close()));
    await eventLog.close();
    await postgres.stop();
  });

  const append = (...events: readonly HavreEvent[]): Promise<void> =>
    eventLog.append(events.map((one) => toRecord(one)));
  const until = async (type: string): Promise<HavreEvent> => {
    for (;;) {
      const found = seen.find((one) => one.type === `havre.${type}.v1`);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiters.push(resolve));
    }
  };
  const ops = (path: string, key = OPS_KEY): Promise<Response> =>
    fetch(`${replicas[0]?.url ?? ''}${path}`, { headers: { authorization: `Bearer ${key}` } });

  /** Each topic is read at its own pace: reopened before the listing is known, it would end unplaced again. */
  const untilListed = async (): Promise<void> => {
    for (;;) {
      const { counts } = (await (await ops('/ops/v1/status')).json()) as { counts: { services: number } };
      if (counts.services === 1) return;
      await sleep(20);
    }
  };

  it(
    'lead from an intake that waits for a listing and a count to an accepted offer',
    async () => {
      await append(intake(1));
      await until('referral.unplaced');
      await append(listed(SERVICE), updated(SERVICE, 4));
      await untilListed();
      await append(event('havre.referral.reopened.v1', REFERRAL, {}));
      const requested = await until('hold.requested');
      await append(placed(holdOf([requested])));
      const offer = await until('referral.offered');
      expect(offer.subject).toBe(REFERRAL);
      await append(event('havre.referral.accepted.v1', REFERRAL, {}));
      await until('hold.confirmation-requested');
    },
    LIMIT_MS,
  );

  it('explain to operators, and to nobody else', async () => {
    const path = `/ops/v1/referrals/${REFERRAL}/explanation`;
    const view = (await (await ops(path)).json()) as ExplanationView;
    expect(view.matches.at(-1)).toMatchObject({ noPlace: null, replayed: true });
    expect(view.matches.at(-1)?.candidates).toMatchObject([{ serviceId: SERVICE, rank: 1 }]);
    expect(JSON.stringify(view)).not.toMatch(/ageGroup|household"/);
    expect((await ops(path, 'another-key')).status).toBe(401);
    expect((await ops('/ops/v1/referrals/none/explanation')).status).toBe(404);
  });

  it('answer health, metrics and how far behind they are', async () => {
    const url = replicas[0]?.url ?? '';
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('havre_');
    const status = (await (await ops('/ops/v1/status')).json()) as { groups: object[]; counts: object };
    expect(status.groups).toMatchObject([{ group: 'referral', status: 'ok' }]);
    expect(status.counts).toMatchObject({ services: 1, inLine: 0, needsAttention: 0 });
  });
});

function eventsOf(value: string): readonly HavreEvent[] {
  const result = readRecord(value);
  return result.outcome === 'valid' ? [result.event] : [];
}
