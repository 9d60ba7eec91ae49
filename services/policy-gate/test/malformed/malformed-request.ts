import { intakeEvent } from '../../src/testing/sample-events.js';
import type { RawRequest } from '../support/raw-http.js';
import { tokenOf, type TestKeyId } from '../support/test-keys.js';

/** One way to get it wrong. `build` plants the marker; the answer, the logs and the tables must not hold it. */
export interface MalformedRequest {
  readonly name: string;
  readonly status: number;
  readonly code: string;
  readonly build: (marker: string) => RawRequest;
}

export interface RequestParts {
  readonly key?: TestKeyId;
  readonly contentType?: string;
  readonly headers?: RawRequest['headers'];
  readonly method?: string;
  readonly path?: string;
  readonly isChunked?: boolean;
}

export const STRUCTURED = 'application/cloudevents+json';
export const BATCHED = 'application/cloudevents-batch+json';

/** A request that is good but for what its parts say; carries the marker in headers that the gate has no use for. */
export function requestOf(marker: string, body: unknown, parts: RequestParts = {}): RawRequest {
  const {
    key = 'accueil',
    contentType = STRUCTURED,
    headers = [],
    method = 'POST',
    path = '/v1/events',
  } = parts;
  return {
    method,
    path,
    headers: [
      ['authorization', `Bearer ${tokenOf(key)}`],
      ['content-type', contentType],
      ['user-agent', `agent ${marker}`],
      ['x-request-id', marker],
      ['referer', `https://example.org/${marker}`],
      ...headers,
    ],
    body: bodyBytes(body),
    isChunked: parts.isChunked ?? false,
  };
}

/** An intake that says where the marker is; `changes` make it bad. */
export function markedIntake(
  marker: string,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return intakeEvent({ id: marker, ...changes });
}

function bodyBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}
