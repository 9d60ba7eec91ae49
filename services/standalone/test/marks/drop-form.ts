import { randomUUID } from 'node:crypto';
import type { ServiceName } from '../support/processes.js';
import type { RawRequest } from './raw-request.js';

/** One way to bring a marked event that may not come in. */
export interface MarkedDrop {
  readonly name: string;
  readonly to: ServiceName;
  /** Id of the key that is shown; Accueil's unless given. */
  readonly as?: 'operations';
  /** Status of the answer; more than one where it depends on how far the request came. */
  readonly statuses: readonly number[];
  readonly build: (mark: string, token: string) => RawRequest;
}

export const STRUCTURED = 'application/cloudevents+json';
export const BATCHED = 'application/cloudevents-batch+json';
export const NEUTRAL: readonly number[] = [422];

export interface DropParts {
  readonly method?: string;
  readonly path?: string;
  readonly contentType?: string;
  readonly headers?: RawRequest['headers'];
  readonly breaksOff?: boolean;
}

/** A whole request with a key that may publish. */
export function requestOf(token: string, body: unknown, parts: DropParts = {}): RawRequest {
  const { method = 'POST', path = '/v1/events', contentType = STRUCTURED, headers = [], breaksOff } = parts;
  return {
    method,
    path,
    headers: [['authorization', `Bearer ${token}`], ['content-type', contentType], ...headers],
    body: bytesOf(body),
    ...(breaksOff === undefined ? {} : { breaksOff }),
  };
}

/** An intake of Accueil that would be taken, but for what `changes` and `data` put into it. */
export function intake(
  changes: Readonly<Record<string, unknown>> = {},
  data: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: '/departments/accueil',
    type: 'havre.intake.received.v1',
    datacontenttype: 'application/json',
    data: {
      household: { members: [{ ageGroup: 'adult', gender: 'woman' }] },
      language: 'fr',
      needs: [{ kind: 'shelter', unitType: 'bed', priority: 'urgent' }],
      ...data,
    },
    ...changes,
  };
}

/** An intake with a text in the one place for free text. */
export const noteOf = (text: string): Readonly<Record<string, unknown>> => intake({}, { note: text });

/** A drop by the gate: the neutral answer. */
export function dropped(
  name: string,
  body: (mark: string) => unknown,
  parts: (mark: string) => DropParts = () => ({}),
): MarkedDrop {
  return {
    name,
    to: 'policy-gate',
    statuses: NEUTRAL,
    build: (mark, token) => requestOf(token, body(mark), parts(mark)),
  };
}

/** A drop that is answered with something else, or by another service. */
export const answered = (
  statuses: readonly number[],
  drop: MarkedDrop,
  to: ServiceName = 'policy-gate',
): MarkedDrop => ({ ...drop, statuses, to });

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}
