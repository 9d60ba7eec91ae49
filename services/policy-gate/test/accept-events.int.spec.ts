import { readFile, writeFile } from 'node:fs/promises';

import { EVENT_TYPES, eventDefinition, isPartnerEventType, type HavreEvent } from '@havre/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { intakeData, intakeEvent, reportEvent } from '../src/testing/sample-events.js';
import { readLog } from './support/read-log.js';
import { freshIntake, OPS_KEY, startGate, type RunningGate } from './support/running-gate.js';
import { tokenOf, type TestKeyId } from './support/test-keys.js';

interface Receipt {
  readonly receipt: string;
  readonly subject: string;
}

/** Version 8: made of the event, so that sending it again gives the same. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let gate: RunningGate;

beforeAll(async () => {
  gate = await startGate({ moreKeys: demoKeys() });
});

afterAll(async () => {
  await gate.stop();
});

/** A key for every source of the examples that the test keys do not cover. */
function demoKeys(): object[] {
  const sources = new Set(EVENT_TYPES.map((type) => eventDefinition(type).example.source));
  return [...sources]
    .filter((source) => /^\/(departments|providers)\//.test(source))
    .map((source) => {
      const [, folder, name = ''] = source.split('/');
      const role = folder === 'departments' ? 'department' : 'provider';
      return { id: `demo-${name}`, role, sources: [source], scopes: ['events:publish'] };
    });
}

function demoKeyOf(source: string): TestKeyId {
  return `demo-${source.split('/')[2] ?? ''}` as TestKeyId;
}

async function receiptOf(response: Response): Promise<Receipt> {
  expect(response.status).toBe(202);
  return (await response.json()) as Receipt;
}

async function logged(receipt: string): Promise<readonly HavreEvent[]> {
  return (await readLog(gate.databaseUrl)).filter(({ id }) => id === receipt);
}

describe('an accepted event', () => {
  it('gets a receipt, an intake id, and goes into the log under both, without what the partner added', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const event = freshIntake({ traceparent, time: new Date().toISOString().replace('Z', '+00:00') });
    const { receipt, subject } = await receiptOf(await gate.publish(event));
    expect(receipt).toMatch(UUID);
    expect(subject).toMatch(UUID);
    const [record, ...others] = await logged(receipt);
    expect(others).toEqual([]);
    expect(record).toEqual({
      specversion: '1.0',
      id: receipt,
      receipt,
      source: '/departments/accueil',
      type: 'havre.intake.received.v1',
      subject,
      time: new Date(String(event['time'])).toISOString(),
      datacontenttype: 'application/json',
      data: intakeData(),
    });
  });

  it('keeps the subject that its publisher gave', async () => {
    const { subject } = await receiptOf(await gate.publish(reportEvent(), { key: 'bonaventure' }));
    expect(subject).toBe('maison-bonaventure-lits');
  });

  it('is the same event in binary mode', async () => {
    const response = await fetch(new URL('/v1/events', gate.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokenOf('accueil')}`,
        'content-type': 'application/json; charset=utf-8',
        'ce-specversion': '1.0',
        'ce-id': 'binary%2D1',
        'ce-source': '"/departments/accueil"',
        'ce-type': 'havre.intake.received.v1',
      },
      body: JSON.stringify(intakeData()),
    });
    const { receipt } = await receiptOf(response);
    const again = await gate.publish(intakeEvent({ id: 'binary-1' }));
    expect((await receiptOf(again)).receipt).toBe(receipt);
  });

  it.each(EVENT_TYPES.filter(isPartnerEventType))(
    '%s: the published example is accepted as it stands',
    async (type) => {
      const { example } = eventDefinition(type);
      const receipt = await receiptOf(await gate.publish(example, { key: demoKeyOf(example.source) }));
      expect(receipt.receipt).toMatch(UUID);
      expect(receipt.subject).toBe(example.subject ?? receipt.subject);
    },
  );

  it.each(EVENT_TYPES.filter((type) => !isPartnerEventType(type)))(
    '%s: no partner may write it',
    async (type) => {
      const response = await gate.publish(eventDefinition(type).example);
      expect(response.status).toBe(422);
    },
  );
});

describe('an event sent again', () => {
  it('gets the same receipt and is appended once, fifty times at once', async () => {
    const event = freshIntake();
    const answers = await Promise.all(Array.from({ length: 50 }, () => gate.publish(event)));
    const receipts = await Promise.all(answers.map(receiptOf));
    expect(new Set(receipts.map(({ receipt }) => receipt)).size).toBe(1);
    expect(new Set(receipts.map(({ subject }) => subject)).size).toBe(1);
    expect(await logged(receipts[0]?.receipt ?? '')).toHaveLength(1);
    const later = await receiptOf(await gate.publish(event));
    expect(later).toEqual(receipts[0]);
    expect(await logged(later.receipt)).toHaveLength(1);
  });

  it('is refused with other content, and so are all but one of fifty at once', async () => {
    const event = freshIntake();
    const variants = Array.from({ length: 50 }, (_, index) => ({
      ...event,
      data: intakeData({ needs: [{ kind: 'food', priority: 'routine', quantity: (index % 20) + 1 }] }),
    }));
    const statuses = (await Promise.all(variants.map((one) => gate.publish(one)))).map(
      ({ status }) => status,
    );
    // Twenty different contents, some of them more than once: one content wins, whole.
    expect(new Set(statuses)).toEqual(new Set([202, 409]));
    expect(statuses.filter((status) => status === 202).length).toBeLessThanOrEqual(3);
    const refused = await gate.publish(event);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toEqual({
      type: 'urn:havre:problem:id-reused',
      title: expect.any(String),
      status: 409,
      code: 'id-reused',
    });
  });

  it('may use the id of an event that was dropped', async () => {
    const event = freshIntake();
    const dropped = await gate.publish({ ...event, data: intakeData({ note: 'sans papiers' }) });
    expect(dropped.status).toBe(422);
    await receiptOf(await gate.publish(event));
  });

  it('may use the id of another source', async () => {
    const event = freshIntake();
    const first = await receiptOf(await gate.publish(event));
    const second = await receiptOf(
      await gate.publish({ ...event, source: '/departments/sante' }, { key: 'sante' }),
    );
    expect(second.receipt).not.toBe(first.receipt);
  });
});

describe('a batch', () => {
  it('gets receipts in order', async () => {
    const events = Array.from({ length: 100 }, () => freshIntake());
    const response = await gate.publish(events, { isBatch: true });
    expect(response.status).toBe(202);
    const { receipts } = (await response.json()) as { receipts: readonly Receipt[] };
    expect(receipts).toHaveLength(100);
    const again = (await (await gate.publish([...events].reverse(), { isBatch: true })).json()) as {
      receipts: readonly Receipt[];
    };
    expect(again.receipts).toEqual([...receipts].reverse());
  });

  it('answers each event in its place when they differ', async () => {
    const reused = freshIntake();
    await receiptOf(await gate.publish(reused));
    const response = await gate.publish(
      [
        freshIntake(),
        freshIntake({ data: intakeData({ note: 'demandeur d’asile' }) }),
        { ...reused, data: intakeData({ language: 'es' }) },
        freshIntake({ source: '/departments/loisirs' }),
      ],
      { isBatch: true },
    );
    expect(response.status).toBe(207);
    expect(await response.json()).toEqual({
      results: [
        { status: 202, receipt: expect.stringMatching(UUID), subject: expect.stringMatching(UUID) },
        { status: 422, code: 'not-routable' },
        { status: 409, code: 'id-reused' },
        { status: 403, code: 'source-not-allowed' },
      ],
    });
  });

  it('of drops only gets the same answer as one drop', async () => {
    const one = await gate.publish({});
    const all = await gate.publish([{}, freshIntake({ citizenship: 'x' })], { isBatch: true });
    expect([all.status, await all.text()]).toEqual([one.status, await one.text()]);
  });
});

describe('a receipt', () => {
  it('is shown to its publisher and to nobody else', async () => {
    const { receipt, subject } = await receiptOf(await gate.publish(freshIntake()));
    const path = `/v1/receipts/${receipt}`;
    const shown = await gate.get(path, tokenOf('accueil'));
    expect(await shown.json()).toEqual({
      receipt,
      subject,
      acceptedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect((await gate.get(path, tokenOf('sante'))).status).toBe(404);
    expect((await gate.get(`/v1/receipts/${subject}`, tokenOf('accueil'))).status).toBe(404);
    expect((await fetch(new URL(path, gate.url))).status).toBe(401);
  });
});

describe('the counts', () => {
  it('tell operators how many of whom and how many of what, never both', async () => {
    const key: TestKeyId = 'habitation';
    const source = '/departments/habitation';
    await receiptOf(await gate.publish(freshIntake({ source }), { key }));
    await gate.publish(freshIntake({ source, data: intakeData({ note: 'statut de réfugié' }) }), { key });
    await gate.publish('', { key });
    const response = await gate.get('/ops/v1/verdicts', OPS_KEY);
    const counts = (await response.json()) as { bySource: object[]; byCategory: { category: string }[] };
    const day = new Date().toISOString().slice(0, 10);
    expect(counts.bySource).toContainEqual({ day, source, cleared: 1, dropped: 2 });
    expect(counts.byCategory.map(({ category }) => category)).toEqual(
      expect.arrayContaining(['schema', 'unreadable']),
    );
    for (const row of counts.byCategory)
      expect(Object.keys(row).sort()).toEqual(['category', 'count', 'day']);
    expect((await gate.get('/ops/v1/verdicts', tokenOf('accueil'))).status).toBe(401);
    expect((await gate.get('/ops/v1/verdicts?from=hier', OPS_KEY)).status).toBe(400);
  });
});

describe('the service around the door', () => {
  it('says that it is ready and what it measures', async () => {
    expect(await (await fetch(new URL('/readyz', gate.url))).json()).toEqual({
      status: 'ok',
      checks: {
        database: { status: 'ok' },
        'event-log': { status: 'ok' },
        policy: expect.objectContaining({ status: 'ok' }) as unknown,
      },
    });
    const metrics = await (await fetch(new URL('/metrics', gate.url))).text();
    expect(metrics).toMatch(/havre_gate_verdicts_total\{verdict="cleared",service="policy-gate"\} \d+/);
    expect(metrics).not.toMatch(/source=|category=|departments/);
  });

  it('shows operators that nothing waits for them here', async () => {
    const status = await gate.get('/ops/v1/status', OPS_KEY);
    expect(await status.json()).toEqual({ groups: [], parked: 0, counts: {} });
  });

  it('describes what it takes and what it answers', async () => {
    const document = (await (await fetch(new URL('/openapi.json', gate.url))).json()) as { paths: object };
    expect(document.paths).toMatchObject({
      '/v1/events': {
        post: {
          requestBody: {
            content: {
              'application/cloudevents+json': { schema: { oneOf: expect.any(Array) } },
              'application/cloudevents-batch+json': {},
              'application/json': {},
            },
          },
          responses: {
            202: { content: { 'application/json': { schema: { oneOf: expect.any(Array) } } } },
            207: {},
            422: { content: { 'application/problem+json': { schema: { required: expect.any(Array) } } } },
            503: {},
          },
        },
      },
      '/v1/receipts/{id}': { get: { responses: { 200: {}, 404: {} } } },
    });
  });

  it('lets a key go as soon as its file says so', async () => {
    const keys = JSON.parse(await readFile(gate.keysFile, 'utf8')) as { id: string }[];
    const spare = { ...keys[0], id: 'spare' };
    await writeFile(gate.keysFile, JSON.stringify([...keys, spare]));
    await untilStatus(202, 'spare' as TestKeyId);
    await writeFile(gate.keysFile, JSON.stringify([...keys, { ...spare, revoked: true }]));
    await untilStatus(401, 'spare' as TestKeyId);
    expect((await gate.publish(freshIntake())).status).toBe(202);
  });
});

async function untilStatus(status: number, key: TestKeyId): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const response = await gate.publish(freshIntake(), { key });
    if (response.status === status) return;
    if (Date.now() > deadline) throw new TypeError(`still ${response.status}`);
    await new Promise((resume) => setTimeout(resume, 200));
  }
}
