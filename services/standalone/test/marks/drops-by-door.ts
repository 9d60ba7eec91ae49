import { gzipSync } from 'node:zlib';
import { answered, BATCHED, dropped, intake, noteOf, requestOf, type MarkedDrop } from './drop-form.js';

const status = (mark: string): string => `demandeur d’asile ${mark}`;
const asHeader = (mark: string): string => `demandeur%20d%27asile%20${mark}`;
const note = (mark: string): unknown => noteOf(status(mark));

const binaryHeaders = (mark: string, more: readonly (readonly [string, string])[]) => ({
  contentType: 'application/json',
  headers: [
    ['ce-specversion', '1.0'],
    ['ce-id', mark],
    ['ce-source', '/departments/accueil'],
    ['ce-type', 'havre.intake.received.v1'],
    ...more,
  ] as const,
});

const SURPLUS_HEADERS = [
  'user-agent',
  'referer',
  'x-request-id',
  'traceparent',
  'baggage',
  'cookie',
  'x-forwarded-for',
];
const OVERSIZE = 1_500;

/** Drops by the way in which they come. */
export const DROPS_BY_DOOR: readonly MarkedDrop[] = [
  dropped(
    'a batch',
    (mark) => [note(mark), noteOf(`résident permanent ${mark}`)],
    () => ({ contentType: BATCHED }),
  ),
  answered(
    [207],
    dropped(
      'a batch with a good event',
      (mark) => [note(mark), intake()],
      () => ({ contentType: BATCHED }),
    ),
  ),
  dropped(
    'binary mode: a header',
    () => intake()['data'],
    (mark) => binaryHeaders(mark, [['ce-note', asHeader(mark)]]),
  ),
  dropped(
    'binary mode: the id',
    () => intake()['data'],
    (mark) => binaryHeaders(mark, [['ce-subject', `refugee-${mark}`]]),
  ),
  dropped(
    'binary mode: the body',
    (mark) => (noteOf(status(mark)) as { data: unknown }).data,
    (mark) => binaryHeaders(mark, []),
  ),
  dropped('surplus headers', note, (mark) => ({
    headers: SURPLUS_HEADERS.map((name) => [name, asHeader(mark)] as const),
  })),
  dropped(
    'event headers in structured mode',
    () => intake(),
    (mark) => ({ headers: [['ce-note', asHeader(mark)]] }),
  ),
  dropped(
    'a parameter of the media type',
    () => intake(),
    (mark) => ({
      contentType: `application/cloudevents+json; note="refugee-${mark}"`,
    }),
  ),
  dropped('the query', note, (mark) => ({ path: `/v1/events?status=refugee-${mark}` })),
  answered(
    [404],
    dropped('the path', note, (mark) => ({ path: `/v1/events/refugee-${mark}` })),
  ),
  answered(
    [404],
    dropped('a path of nobody', note, (mark) => ({ path: `/${mark}/%2e%2e/refugee` })),
  ),
  answered(
    [400],
    dropped('a broken path', note, (mark) => ({ path: `/v1/%E0%A4%A/${mark}` })),
  ),
  answered(
    [405],
    dropped('another method', note, () => ({ method: 'PUT' })),
  ),
  answered(
    [413],
    dropped('an event that is too large', (mark) => noteOf(status(mark).repeat(OVERSIZE))),
  ),
  answered(
    [413],
    dropped(
      'a batch of too many',
      (mark) => Array.from({ length: 101 }, () => note(mark)),
      () => ({
        contentType: BATCHED,
      }),
    ),
  ),
  answered(
    [415],
    dropped('another media type', note, () => ({ contentType: 'text/plain' })),
  ),
  answered(
    [415],
    dropped(
      'a compressed body',
      (mark) => gzipSync(JSON.stringify(note(mark))),
      () => ({
        headers: [['content-encoding', 'gzip']],
      }),
    ),
  ),
  dropped('broken JSON', (mark) => JSON.stringify(note(mark)).slice(0, -1)),
  dropped('a key twice', (mark) =>
    JSON.stringify(noteOf('HERE')).replace('"HERE"', `"${mark}","note":"${status(mark)}"`),
  ),
  dropped('too deep', (mark) => `${'['.repeat(2_000)}"${status(mark)}"${']'.repeat(2_000)}`),
  dropped('broken UTF-8', (mark) =>
    Buffer.concat([Buffer.from(JSON.stringify(note(mark))), Buffer.from([0xc3])]),
  ),
  answered(
    [0],
    dropped('an upload that is broken off', note, () => ({ breaksOff: true })),
  ),
  {
    name: 'a wrong key',
    to: 'policy-gate',
    statuses: [401],
    build: (mark) => requestOf(`havre_accueil_${mark}`, note(mark)),
  },
  {
    name: 'a key of nobody',
    to: 'policy-gate',
    statuses: [401],
    build: (mark) => requestOf(`havre_${mark}_0123456789abcdef0123`, note(mark)),
  },
  {
    name: 'no HTTP',
    to: 'policy-gate',
    statuses: [400],
    build: (mark) => ({
      method: '',
      path: '',
      headers: [],
      body: Buffer.alloc(0),
      head: `refugee ${mark}\r\n\r\n`,
    }),
  },
  {
    name: 'headers beyond measure',
    to: 'policy-gate',
    statuses: [431],
    build: (mark, token) => requestOf(token, note(mark), { headers: [['x-note', mark.repeat(1_000)]] }),
  },
];

const asked = (name: string, statuses: readonly number[], path: (mark: string) => string): MarkedDrop => ({
  name,
  to: 'feed',
  statuses,
  build: (mark, token) =>
    requestOf(token, '', {
      method: 'GET',
      path: path(mark),
      headers: [
        ['last-event-id', `refugee-${mark}`],
        ['user-agent', mark],
      ],
    }),
});

/** What is no event at all: questions to the other services that say something of a person. */
export const MARKED_QUESTIONS: readonly MarkedDrop[] = [
  asked('a cursor of the feed', [200, 400], (mark) => `/v1/events?cursor=refugee-${mark}`),
  asked('a referral of the feed', [404, 400], (mark) => `/v1/referrals/refugee-${mark}`),
  asked('a query of the feed', [200, 400], (mark) => `/v1/capacity?kind=refugee-${mark}`),
  { ...asked('a receipt', [404], (mark) => `/v1/receipts/refugee-${mark}`), to: 'policy-gate' },
  {
    ...asked('a question to admin', [400], (mark) => `/v1/verdicts?from=${mark}`),
    to: 'admin',
    as: 'operations',
  },
  {
    name: 'an act of an operator',
    to: 'admin',
    as: 'operations',
    statuses: [400],
    build: (mark, token) =>
      requestOf(
        token,
        { reason: status(mark) },
        { path: `/v1/parked/referral/${mark}/retry`, contentType: 'application/json' },
      ),
  },
  {
    name: 'the operations of a service',
    to: 'referral',
    statuses: [401],
    build: (mark) =>
      requestOf(
        mark,
        { note: status(mark) },
        { path: `/ops/v1/parked/${mark}/discard`, contentType: 'application/json' },
      ),
  },
];
