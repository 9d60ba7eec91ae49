import { startPostgres, startTcpProxy, type TcpProxy, type TestPostgres } from '@havre/test-harness';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { intakeData } from '../src/testing/sample-events.js';
import { readLog } from './support/read-log.js';
import { freshIntake, startGate, type RunningGate } from './support/running-gate.js';

let postgres: TestPostgres;
let toDatabase: TcpProxy;
let toLog: TcpProxy;
let gate: RunningGate;

async function proxied(url: string): Promise<{ proxy: TcpProxy; url: string }> {
  const target = new URL(url);
  const proxy = await startTcpProxy({ host: target.hostname, port: Number(target.port) });
  target.hostname = proxy.host;
  target.port = String(proxy.port);
  return { proxy, url: target.href };
}

beforeAll(async () => {
  postgres = await startPostgres();
  const database = await proxied(postgres.url);
  const log = await proxied(postgres.url);
  toDatabase = database.proxy;
  toLog = log.proxy;
  gate = await startGate({ databaseUrl: database.url, settings: { HAVRE_EVENT_LOG_URL: log.url } });
});

afterAll(async () => {
  toDatabase.restore();
  toLog.restore();
  await gate.stop();
  await toDatabase.close();
  await toLog.close();
  await postgres.stop();
});

async function untilAccepted(event: unknown): Promise<{ receipt: string }> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const response = await gate.publish(event);
    if (response.status === 202) return (await response.json()) as { receipt: string };
    expect(response.status).toBe(503);
    if (Date.now() > deadline) throw new TypeError('not open again in time');
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

async function expectUnavailable(event: unknown): Promise<void> {
  const response = await gate.publish(event);
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({ code: 'unavailable' });
}

describe('a database that is away', () => {
  it('closes the door for good events and drops alike, and opens it again with nothing lost or doubled', async () => {
    const first = freshIntake();
    const { receipt } = await untilAccepted(first);
    toDatabase.cut();
    const during = freshIntake();
    await expectUnavailable(during);
    await expectUnavailable(first);
    await expectUnavailable(freshIntake({ data: intakeData({ note: 'sans papiers' }) }));
    expect((await fetch(new URL('/readyz', gate.url))).status).toBe(503);
    expect((await fetch(new URL('/livez', gate.url))).status).toBe(200);
    toDatabase.restore();
    const late = await untilAccepted(during);
    expect((await untilAccepted(first)).receipt).toBe(receipt);
    const ids = (await readLog(postgres.url)).map(({ id }) => id);
    expect(ids.filter((id) => id === receipt)).toHaveLength(1);
    expect(ids.filter((id) => id === late.receipt)).toHaveLength(1);
  });
});

describe('an event log that is away', () => {
  it('acknowledges nothing, and the next sending has the event in the log', async () => {
    await untilAccepted(freshIntake());
    toLog.cut();
    const event = freshIntake();
    await expectUnavailable(event);
    toLog.restore();
    const { receipt } = await untilAccepted(event);
    const ids = (await readLog(postgres.url)).map(({ id }) => id);
    expect(ids).toContain(receipt);
    expect(new Set(ids.filter((id) => id === receipt)).size).toBe(1);
  });

  it('says by code only what went wrong', () => {
    expect(gate.logs()).toContain('events-not-appended');
    expect(gate.logs()).toContain('receipts-not-stored');
    expect(gate.logs()).not.toMatch(/ECONNREFUSED \d|insert into|select /i);
  });
});

describe('a gate that stops', () => {
  it('answers what is in flight, and has in the log whatever it acknowledged', async () => {
    const stopping = await startGate({ databaseUrl: postgres.url });
    const answers = Array.from({ length: 100 }, () => stopping.publish(freshIntake()));
    await answers[0];
    await stopping.stop();
    const settled = await Promise.allSettled(answers);
    const responses = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(
      responses.map(({ status }) => status).filter((status) => status !== 202 && status !== 503),
    ).toEqual([]);
    const accepted = responses.filter(({ status }) => status === 202);
    const receipts = await Promise.all(
      accepted.map(async (one) => ((await one.json()) as { receipt: string }).receipt),
    );
    expect(receipts.length).toBeGreaterThan(0);
    const ids = (await readLog(postgres.url)).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(receipts));
  });
});

describe('a gate that starts again', () => {
  it('knows its receipts', async () => {
    const event = freshIntake();
    const { receipt } = await untilAccepted(event);
    await gate.stop();
    gate = await startGate({ databaseUrl: postgres.url });
    expect((await untilAccepted(event)).receipt).toBe(receipt);
    const ids = (await readLog(postgres.url)).map(({ id }) => id);
    expect(ids.filter((id) => id === receipt)).toHaveLength(1);
  });
});

describe('a caller that asks too often', () => {
  it('is told when to come back', async () => {
    const slow = await startGate({
      databaseUrl: postgres.url,
      settings: { HAVRE_RATE_LIMIT_PER_MINUTE: '3' },
    });
    const statuses: number[] = [];
    for (let sent = 0; sent < 4; sent += 1) statuses.push((await slow.publish(freshIntake())).status);
    const refused = await slow.publish(freshIntake());
    expect(statuses).toEqual([202, 202, 202, 429]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await slow.publish(freshIntake({ source: '/departments/sante' }), { key: 'sante' })).status).toBe(
      202,
    );
    await slow.stop();
  });
});

describe('a gate that cannot work', () => {
  it.each([
    ['an unknown pack', { HAVRE_POLICY_PACKS: 'atlantis' }, 'pack-not-found'],
    ['no keys', { HAVRE_KEYS_FILE: '' }, 'wrong-settings'],
    ['a setting that is none', { HAVRE_FREE_TEXT: 'perhaps' }, 'wrong-settings'],
  ])('does not start with %s', async (_, settings, code) => {
    await expect(startGate({ databaseUrl: postgres.url, settings })).rejects.toMatchObject({ code });
  });
});
