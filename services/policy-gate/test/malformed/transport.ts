import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { intakeData } from '../../src/testing/sample-events.js';
import type { RawRequest } from '../support/raw-http.js';
import {
  BATCHED,
  markedIntake,
  requestOf,
  STRUCTURED,
  type MalformedRequest,
  type RequestParts,
} from './malformed-request.js';

const LARGE = 70_000;

function withoutHeader(request: RawRequest, name: string): RawRequest {
  return { ...request, headers: request.headers.filter(([candidate]) => candidate !== name) };
}

function authorized(name: string, authorization: string | undefined): MalformedRequest {
  return {
    name,
    status: 401,
    code: 'unauthenticated',
    build: (marker) => {
      const anonymous = withoutHeader(requestOf(marker, markedIntake(marker)), 'authorization');
      if (authorization === undefined) return anonymous;
      const value = authorization.replace('MARKER', marker);
      return { ...anonymous, headers: [...anonymous.headers, ['authorization', value]] };
    },
  };
}

function keyed(
  name: string,
  status: number,
  code: string,
  key: NonNullable<RequestParts['key']>,
): MalformedRequest {
  return { name, status, code, build: (marker) => requestOf(marker, markedIntake(marker), { key }) };
}

/** Who asks. */
export const CREDENTIALS: readonly MalformedRequest[] = [
  authorized('no credentials', undefined),
  authorized('another scheme', 'Basic MARKER'),
  authorized('a token of another shape', 'Bearer MARKER'),
  authorized('an unknown key', 'Bearer havre_MARKER_0123456789abcdef0123456789abcdef'),
  authorized('a wrong secret', 'Bearer havre_accueil_MARKER'),
  authorized('an empty token', 'Bearer '),
  keyed('an expired key', 401, 'unauthenticated', 'expired'),
  keyed('a revoked key', 401, 'unauthenticated', 'revoked'),
  keyed('a key that may not publish', 403, 'forbidden', 'reader'),
  {
    name: 'no credentials, too large and of another type: who asks comes first',
    status: 401,
    code: 'unauthenticated',
    build: (marker) => {
      const body = marker.repeat(10_000);
      return withoutHeader(requestOf(marker, body, { contentType: 'text/plain' }), 'authorization');
    },
  },
];

function typed(name: string, contentType: string, body?: unknown): MalformedRequest {
  return {
    name,
    status: 415,
    code: 'unsupported-media-type',
    build: (marker) =>
      requestOf(marker, body ?? markedIntake(marker), { contentType: contentType.replace('MARKER', marker) }),
  };
}

function encoded(coding: string, compress: (body: Buffer) => Buffer): MalformedRequest {
  return {
    name: `content coding ${coding}`,
    status: 415,
    code: 'unsupported-media-type',
    build: (marker) =>
      requestOf(marker, compress(Buffer.from(JSON.stringify(markedIntake(marker)))), {
        headers: [['content-encoding', coding]],
      }),
  };
}

/** What it says it is. */
export const MEDIA_TYPES: readonly MalformedRequest[] = [
  {
    ...typed('no content type', STRUCTURED),
    build: (marker) => withoutHeader(requestOf(marker, markedIntake(marker)), 'content-type'),
  },
  typed('text', 'text/plain'),
  typed('a form', 'application/x-www-form-urlencoded', 'note=x'),
  typed('multipart', 'multipart/form-data; boundary=MARKER'),
  typed('CloudEvents as XML', 'application/cloudevents+xml'),
  typed('plain JSON that names no event', 'application/json', intakeData()),
  typed('a made-up type', 'application/MARKER'),
  typed('a type that is none', 'MARKER'),
  typed('a malformed parameter', `${STRUCTURED}; MARKER`),
  typed('latin-1', `${STRUCTURED}; charset=iso-8859-1`),
  typed('UTF-16', `${STRUCTURED}; charset=utf-16`),
  typed('a made-up charset', `${STRUCTURED}; charset=MARKER`),
  {
    ...typed('two content types', STRUCTURED),
    build: (marker) => requestOf(marker, markedIntake(marker), { headers: [['content-type', BATCHED]] }),
  },
  encoded('gzip', gzipSync),
  encoded('deflate', deflateSync),
  encoded('br', brotliCompressSync),
  encoded('made-up', (body) => body),
];

function oversize(name: string, build: MalformedRequest['build']): MalformedRequest {
  return { name, status: 413, code: 'too-large', build };
}

/** How much it is. */
export const SIZES: readonly MalformedRequest[] = [
  oversize('more than 64 KiB', (marker) =>
    requestOf(marker, markedIntake(marker, { padding: 'x'.repeat(LARGE) })),
  ),
  oversize('more than 64 KiB in chunks', (marker) =>
    requestOf(marker, markedIntake(marker, { padding: 'x'.repeat(LARGE) }), { isChunked: true }),
  ),
  oversize('more than 64 KiB of spaces', (marker) =>
    requestOf(marker, JSON.stringify(markedIntake(marker)) + ' '.repeat(LARGE)),
  ),
  oversize('more than 64 KiB in binary mode', (marker) =>
    requestOf(
      marker,
      { padding: marker + 'x'.repeat(LARGE) },
      {
        contentType: 'application/json',
        headers: [['ce-id', marker]],
      },
    ),
  ),
  oversize('a batch of more than 6.4 MiB', (marker) =>
    requestOf(marker, `[${marker}${'x'.repeat(6_600_000)}`, { contentType: BATCHED }),
  ),
  oversize('a batch with one event of more than 64 KiB', (marker) =>
    requestOf(marker, [markedIntake(marker), markedIntake(marker, { padding: 'x'.repeat(LARGE) })], {
      contentType: BATCHED,
    }),
  ),
  oversize('a batch of a hundred and one', (marker) =>
    requestOf(
      marker,
      Array.from({ length: 101 }, (_, index) => markedIntake(`${marker}-${index}`)),
      {
        contentType: BATCHED,
      },
    ),
  ),
];

function method(name: string, verb: string, path = '/v1/events'): MalformedRequest {
  const isKnown = path === '/v1/events';
  return {
    name,
    status: isKnown ? 405 : 404,
    code: isKnown ? 'method-not-allowed' : 'not-found',
    build: (marker) =>
      requestOf(marker, verb === 'GET' ? '' : markedIntake(marker), {
        method: verb,
        path: path.replace('MARKER', marker),
      }),
  };
}

/** Where it goes. */
export const TARGETS: readonly MalformedRequest[] = [
  method('GET on the door', 'GET'),
  method('PUT on the door', 'PUT'),
  method('PATCH on the door', 'PATCH'),
  method('DELETE on the door', 'DELETE'),
  method('a path that does not exist', 'POST', '/v1/MARKER'),
  method('a path below the door', 'POST', '/v1/events/MARKER'),
  method('a receipt that is no id', 'GET', '/v1/receipts/MARKER'),
  { ...method('a path with a broken escape', 'POST', '/v1/%MARKER'), status: 400, code: 'malformed' },
];
