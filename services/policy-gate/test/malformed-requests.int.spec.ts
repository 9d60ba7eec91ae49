import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { BINARY } from './malformed/binary.js';
import { BAD_DATA, FOREIGN, STATUS, UNKNOWN_EVENTS } from './malformed/events.js';
import { UNREADABLE } from './malformed/json.js';
import type { MalformedRequest } from './malformed/malformed-request.js';
import { CREDENTIALS, MEDIA_TYPES, SIZES, TARGETS } from './malformed/transport.js';
import { sendBytes, sendRaw, type RawResponse } from './support/raw-http.js';
import { freshIntake, startGate, type RunningGate } from './support/running-gate.js';

/** Stands for whatever a person's status may be; no rule knows it, and no answer, line or row may hold it. */
const MARKER = 'zqvorbalk';
const DISGUISES = [
  MARKER,
  Buffer.from(MARKER).toString('base64').replace(/=+$/, ''),
  Buffer.from(MARKER).toString('hex'),
];

const GROUPS: readonly (readonly [string, readonly MalformedRequest[]])[] = [
  ['who asks', CREDENTIALS],
  ['what it says it is', MEDIA_TYPES],
  ['how much it is', SIZES],
  ['where it goes', TARGETS],
  ['what cannot be read', UNREADABLE],
  ['what no schema knows', UNKNOWN_EVENTS],
  ['what no schema allows in data', BAD_DATA],
  ['what says something of status', STATUS],
  ['who says it', FOREIGN],
  ['binary mode', BINARY],
];

let gate: RunningGate;
/** What the tables held before the first bad request. */
let before: string;
let accepted = 0;

beforeAll(async () => {
  gate = await startGate({ settings: { HAVRE_RATE_LIMIT_PER_MINUTE: '1000000' } });
  before = await gate.dump();
});

afterAll(async () => {
  await gate.stop();
});

function expectNoMarker(text: string): void {
  for (const disguise of DISGUISES) expect(text.toLowerCase()).not.toContain(disguise.toLowerCase());
}

function expectProblem(response: RawResponse | undefined, status: number, code: string): void {
  expect(response).toMatchObject({ status });
  expect(response?.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(JSON.parse(response?.body ?? '')).toMatchObject({ status, code, type: `urn:havre:problem:${code}` });
  expectNoMarker(`${response?.head}\n${response?.body}`);
}

async function expectStillOpen(): Promise<void> {
  const answer = await gate.publish(freshIntake());
  expect(answer.status).toBe(202);
  accepted += 1;
}

describe('a table of malformed requests', () => {
  it('has enough of them', () => {
    const names = GROUPS.flatMap(([, requests]) => requests.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(150);
    expect(new Set(names).size).toBe(names.length);
  });

  describe.each(GROUPS)('%s', (_, requests) => {
    it.each(requests.map((request) => [request.name, request] as const))('%s', async (_name, request) => {
      expectProblem(await sendRaw(gate.url, request.build(MARKER)), request.status, request.code);
      await expectStillOpen();
    });
  });

  it('answers every event that is not routable with the same bytes', async () => {
    const all = GROUPS.flatMap(([, requests]) => requests).filter(({ status }) => status === 422);
    const answers = new Set<string>();
    for (const request of all) {
      const response = await sendRaw(gate.url, request.build(MARKER));
      const head = response?.head.replace(/\r\ndate: [^\r]+/i, '').replace(/\r\nconnection: [^\r]+/i, '');
      answers.add(`${head}\n${response?.body}`);
    }
    expect(answers.size).toBe(1);
  });

  it('answers in the language that is asked for, French otherwise, with a link that leads to help', async () => {
    const answer = async (language: string): Promise<{ title: string; help: string }> => {
      const response = await gate.publish({}, { headers: { 'accept-language': language } });
      expect(response.headers.get('content-language')).toBe(language.slice(0, 2));
      return (await response.json()) as { title: string; help: string };
    };
    expect((await answer('fr-CA')).title).toBe('Non acheminable.');
    const { title, help } = await answer('en');
    expect(title).toBe('Not routable.');
    const page = await fetch(new URL(help, gate.url), { headers: { 'accept-language': 'en' } });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = await page.text();
    expect(text).toContain('says only the needs');
    const link = /<a href="([^"]+)">/.exec(text)?.[1] ?? '';
    const phrasebook = await fetch(new URL(link, page.url), { headers: { 'accept-language': 'es-MX, en' } });
    expect(phrasebook.headers.get('content-language')).toBe('es');
    expect(await phrasebook.text()).toContain('Tiene un perro de {kg} kg');
    expect(await (await fetch(new URL(help, gate.url))).text()).toContain('ne dit que les besoins');
  });

  it.each([
    ['no HTTP at all', `${MARKER}\r\n\r\n`, 400],
    ['a header line without a name', `POST /v1/events HTTP/1.1\r\nhost: x\r\n: ${MARKER}\r\n\r\n`, 400],
    [
      'two lengths',
      `POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n`,
      400,
    ],
    ['a negative length', `POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n`, 400],
    [
      'a length and chunks',
      `POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    [
      'a bad chunk',
      `POST /v1/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${MARKER}\r\n`,
      400,
    ],
    ['headers beyond measure', `POST /v1/events HTTP/1.1\r\nx-note: ${MARKER.repeat(2_000)}\r\n\r\n`, 431],
  ])('answers %s without repeating it', async (_, text, status) => {
    const response = await sendBytes(gate.url, Buffer.from(text, 'latin1'));
    expect(response).toMatchObject({ status });
    expectNoMarker(`${response?.head}\n${response?.body}`);
    await expectStillOpen();
  });

  it('stores nothing of a body that is broken off', async () => {
    const { port, hostname } = new URL(gate.url);
    const head = `POST /v1/events HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-length: 900\r\n\r\n{"id":"${MARKER}`;
    const response = await sendBytes(gate.url, Buffer.from(head), { isBrokenOff: true });
    expectNoMarker(response?.body ?? '');
    await expectStillOpen();
  });

  it('has stored the good events, the counts, and nothing else', async () => {
    const dump = await gate.dump();
    const receipts = dump
      .split('\n')
      .filter((line) => line.includes('/departments/accueil,') && /^\([0-9a-f-]{36},/.test(line));
    expect(receipts).toHaveLength(accepted);
    expectNoMarker(before);
    expectNoMarker(dump);
  });

  it('has said nothing of it in its logs and metrics', async () => {
    const metrics = await (await fetch(new URL('/metrics', gate.url))).text();
    expect(metrics).toContain('havre_gate_verdicts_total');
    expectNoMarker(metrics);
    expect(gate.logs()).toContain('listening');
    expectNoMarker(gate.logs());
    expect(gate.logs()).not.toMatch(
      /"status":(202|207|422)[^\n]*\/v1\/events|\/v1\/events[^\n]*"status":(202|207|422)/,
    );
  });
});
