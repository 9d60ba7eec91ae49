import { intakeData, reportEvent } from '../../src/testing/sample-events.js';
import {
  BATCHED,
  markedIntake,
  requestOf,
  type MalformedRequest,
  type RequestParts,
} from './malformed-request.js';

type Json = Readonly<Record<string, unknown>>;

function refused(
  name: string,
  event: (marker: string) => unknown,
  parts: RequestParts = {},
): MalformedRequest {
  return {
    name,
    status: 422,
    code: 'not-routable',
    build: (marker) => requestOf(marker, event(marker), parts),
  };
}

function envelope(name: string, changes: Json): MalformedRequest {
  return refused(name, (marker) => markedIntake(marker, changes));
}

function data(name: string, changes: (marker: string) => Json): MalformedRequest {
  return refused(name, (marker) => markedIntake(marker, { data: intakeData(changes(marker)) }));
}

function need(name: string, changes: Json): MalformedRequest {
  const whole = { kind: 'shelter', unitType: 'bed', quantity: 2, priority: 'urgent', ...changes };
  return data(name, () => ({ needs: [whole] }));
}

/** `text` must appear in the JSON once; this is for values that no JavaScript object can hold. */
function rewritten(name: string, text: string, replacement: string): MalformedRequest {
  return refused(name, (marker) => JSON.stringify(markedIntake(marker)).replace(text, replacement));
}

const HOUR_MS = 3_600_000;

function inHours(hours: number): string {
  return new Date(Date.now() + hours * HOUR_MS).toISOString();
}

/** What no schema knows. */
export const UNKNOWN_EVENTS: readonly MalformedRequest[] = [
  envelope('another version of CloudEvents', { specversion: '0.3' }),
  envelope('no version', { specversion: undefined }),
  refused('no id', (marker) => markedIntake(marker, { id: undefined, partner: marker })),
  envelope('an empty id', { id: '' }),
  envelope('a number as id', { id: 12 }),
  refused('an id of 200 characters', (marker) => markedIntake(marker, { id: marker.repeat(20) })),
  refused('an id with a NUL', (marker) => markedIntake(marker, { id: `${marker}\u0000` })),
  refused('an id with a line break', (marker) => markedIntake(marker, { id: `${marker}\n` })),
  refused('an id with a quote', (marker) =>
    markedIntake(marker, { id: `'; DROP TABLE receipt; -- ${marker}` }),
  ),
  envelope('no source', { source: undefined }),
  envelope('a list as source', { source: ['/departments/accueil'] }),
  refused('a source that is no path of ours', (marker) => markedIntake(marker, { source: `urn:${marker}` })),
  envelope('a service of ours as source', { source: '/services/referral' }),
  envelope('no type', { type: undefined }),
  refused('an unknown type', (marker) => markedIntake(marker, { type: `havre.${marker}.v1` })),
  envelope('a type of Object.prototype', { type: 'constructor' }),
  envelope('a system type', {
    type: 'havre.referral.opened.v1',
    subject: '0198c0de-0001-7000-8000-000000000001',
  }),
  refused('a subject where the gate assigns it', (marker) => markedIntake(marker, { subject: marker })),
  refused(
    'no subject where one is needed',
    (marker) => ({ ...reportEvent({ id: marker }), subject: undefined }),
    {
      key: 'bonaventure',
    },
  ),
  refused('a subject that is no slug', (marker) => reportEvent({ id: marker, subject: `../${marker}` }), {
    key: 'bonaventure',
  }),
  refused('an unknown attribute', (marker) => markedIntake(marker, { partnerref: marker })),
  refused('an attribute that the gate assigns', (marker) => markedIntake(marker, { receipt: marker })),
  refused('__proto__ beside data', (marker) =>
    JSON.stringify(markedIntake(marker)).replace('{', `{"__proto__":{"role":"${marker}"},`),
  ),
  refused('__proto__ in data', (marker) =>
    JSON.stringify(markedIntake(marker)).replace('"language"', `"__proto__":{"x":"${marker}"},"language"`),
  ),
  data('constructor in data', (marker) => ({ constructor: { prototype: { admin: marker } } })),
  refused('data_base64', (marker) =>
    markedIntake(marker, {
      data: undefined,
      data_base64: Buffer.from(`{"x":"${marker}"}`).toString('base64'),
    }),
  ),
  envelope('text as data', { data: JSON.stringify(intakeData()) }),
  envelope('no data', { data: undefined }),
  envelope('null as data', { data: null }),
  envelope('a list as data', { data: [intakeData()] }),
  envelope('another data type', { datacontenttype: 'text/plain' }),
  refused('a schema of one’s own', (marker) =>
    markedIntake(marker, { dataschema: `https://example.org/${marker}` }),
  ),
  envelope('a time that is none', { time: 'hier soir' }),
  envelope('a time without a zone', { time: '2026-11-22T21:00:00' }),
  envelope('a number as time', { time: 1_795_000_000 }),
  refused('a time six minutes ahead', (marker) => markedIntake(marker, { time: inHours(0.1) })),
  refused('a time older than the retention', (marker) =>
    markedIntake(marker, { time: inHours(-24 * 7 - 1) }),
  ),
  refused('a batch in which nothing is known', (marker) => [{ id: marker }, { type: marker }], {
    contentType: BATCHED,
  }),
];

/** What no schema allows in the data. */
export const BAD_DATA: readonly MalformedRequest[] = [
  data('an unknown field', (marker) => ({ name: marker })),
  data('an unknown field further in', (marker) => ({
    household: { members: [{ ageGroup: 'adult', nom: marker }] },
  })),
  data('a note, which the city does not take', (marker) => ({ note: `Arrive à 18 h ${marker}` })),
  data('no household', () => ({ household: undefined })),
  data('an empty household', () => ({ household: { members: [] } })),
  data('twenty-one members', () => ({ household: { members: Array(21).fill({ ageGroup: 'adult' }) } })),
  data('a list as household', () => ({ household: [] })),
  data('no needs', () => ({ needs: [] })),
  data('thirteen needs', () => ({ needs: Array(13).fill({ kind: 'food', priority: 'routine' }) })),
  data('an object as needs', () => ({ needs: { 0: { kind: 'food', priority: 'routine' } } })),
  data('lists in lists', (marker) => ({ needs: [[[[[[marker]]]]]] })),
  data('an unknown language form', (marker) => ({ language: marker })),
  data('a phrase that the book does not hold', (marker) => ({ phrases: [{ code: marker }] })),
  data('a pet of two tonnes', () => ({ pets: [{ kind: 'dog', weightKg: 2_000 }] })),
  need('an unknown kind', { kind: 'transport' }),
  need('a negative quantity', { quantity: -1 }),
  need('a fraction', { quantity: 1.5 }),
  need('text as a quantity', { quantity: '2' }),
  need('true as a quantity', { quantity: true }),
  need('a quantity of a billion', { quantity: 1_000_000_000 }),
  need('a date that does not exist', { date: '2026-02-30' }),
  rewritten('a number beyond every float', '"quantity":2', '"quantity":1e400'),
  rewritten('a number of a thousand digits', '"quantity":2', `"quantity":${'9'.repeat(1_000)}`),
];

/** What says something of a person’s status, wherever it stands. */
export const STATUS: readonly MalformedRequest[] = [
  data('status in a note', (marker) => ({ note: `demandeuse d’asile ${marker}` })),
  data('status as a key', (marker) => ({ immigrationStatus: marker })),
  data('status not asked', (marker) => ({ 'statut d’immigration': 'non demandé', marker })),
  refused('status in the id', (marker) => markedIntake(`${marker}-undocumented`)),
  refused('status in an attribute', (marker) => markedIntake(marker, { citizenship: 'canadian' })),
  refused('status in a surplus header', (marker) => markedIntake(marker), {
    headers: [['ce-note', 'sans%20papiers']],
  }),
  refused('status in a parameter of the content type', (marker) => markedIntake(marker), {
    contentType: 'application/cloudevents+json; note="sans papiers"',
  }),
  refused(
    'status in every event of a batch',
    (marker) => [
      markedIntake(marker, { note: 'work permit' }),
      markedIntake(marker, { note: 'work permit' }),
    ],
    { contentType: BATCHED },
  ),
];

function forbidden(
  name: string,
  code: string,
  event: (marker: string) => unknown,
  key: RequestParts['key'],
): MalformedRequest {
  return {
    name,
    status: 403,
    code,
    build: (marker) => requestOf(marker, event(marker), key === undefined ? {} : { key }),
  };
}

/** Who says it. */
export const FOREIGN: readonly MalformedRequest[] = [
  forbidden('another department’s source', 'source-not-allowed', (marker) => markedIntake(marker), 'sante'),
  forbidden(
    'a provider’s event from a department',
    'source-not-allowed',
    (marker) => reportEvent({ id: marker }),
    'accueil',
  ),
  forbidden(
    'a department’s event from a provider',
    'source-not-allowed',
    (marker) => markedIntake(marker),
    'bonaventure',
  ),
  forbidden('an operator’s key', 'source-not-allowed', (marker) => markedIntake(marker), 'operator'),
  forbidden(
    'another provider’s service',
    'source-not-allowed',
    (marker) => reportEvent({ id: marker, source: `/providers/${marker}` }),
    'bonaventure',
  ),
  {
    ...forbidden('a batch of another department’s', 'source-not-allowed', () => null, 'sante'),
    build: (marker) => requestOf(marker, [markedIntake(marker)], { key: 'sante', contentType: BATCHED }),
  },
];
