import { readStrictJson } from '@havre/policy';

import { decodeHeaderValue, readEventHeaders } from './event-headers.js';
import type { MediaType } from './media-type.js';
import {
  bodyLimit,
  MAX_BATCH_EVENTS,
  MAX_EVENT_BYTES,
  type ContentMode,
  type HeaderLines,
} from './request-form.js';

/** One request as it came, its body complete and within `bodyLimit`. */
export interface DoorRequest {
  readonly mode: ContentMode;
  readonly mediaType: MediaType;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
}

/** What a sender wrote beside the events: content-type parameters and surplus `ce-` headers, by name. */
export type Metadata = Readonly<Record<string, string>>;

/**
 * What a request holds: `documents` are CloudEvents in their JSON form, none of them checked yet; `metadata` is
 * everything beside them that a sender can write and that has to be screened too.
 */
export type ReadRequest =
  | {
      readonly outcome: 'read';
      readonly isBatch: boolean;
      readonly documents: readonly unknown[];
      readonly metadata: Metadata;
    }
  | { readonly outcome: 'unreadable' }
  | { readonly outcome: 'too-large' };

const UNREADABLE = { outcome: 'unreadable' } as const;
const TOO_LARGE = { outcome: 'too-large' } as const;

/** Turns a request of any content mode into CloudEvents documents. */
export function readRequest(request: DoorRequest): ReadRequest {
  const json = readStrictJson(request.body, { maxBytes: bodyLimit(request.mode) });
  if (json.outcome === 'refused') return json.code === 'too-large' ? TOO_LARGE : UNREADABLE;
  switch (request.mode) {
    case 'structured':
      return readStructured(request, json.value);
    case 'batched':
      return readBatch(request, json.value);
    case 'binary':
      return readBinary(request, json.value);
  }
}

function readStructured(request: DoorRequest, value: unknown): ReadRequest {
  if (!isObject(value)) return UNREADABLE;
  return { outcome: 'read', isBatch: false, documents: [value], metadata: metadataOf(request) };
}

function readBatch(request: DoorRequest, value: unknown): ReadRequest {
  if (!Array.isArray(value) || value.length === 0) return UNREADABLE;
  const documents: readonly unknown[] = value;
  if (documents.length > MAX_BATCH_EVENTS) return TOO_LARGE;
  if (!documents.every(isObject)) return UNREADABLE;
  // A body within the limit of one event holds none that is over it.
  if (request.body.byteLength > MAX_EVENT_BYTES && documents.some(isOversize)) return TOO_LARGE;
  return { outcome: 'read', isBatch: true, documents, metadata: metadataOf(request) };
}

function readBinary(request: DoorRequest, data: unknown): ReadRequest {
  const headers = readEventHeaders(request.headers);
  if (headers.outcome === 'unreadable') return UNREADABLE;
  const document = { ...Object.fromEntries(headers.attributes), datacontenttype: 'application/json', data };
  return { outcome: 'read', isBatch: false, documents: [document], metadata: metadataOf(request) };
}

/** In structured mode a sender may repeat attributes as headers: they are never used, but they are screened. */
function metadataOf({ mediaType, headers, mode }: DoorRequest): Metadata {
  const parameters = mediaType.parameters
    .filter(({ name }) => name !== 'charset')
    .map(({ name, value }) => [name, value] as const);
  const eventHeaders = headers
    .filter(([name]) => mode !== 'binary' && name.startsWith('ce-'))
    .map(([name, value]) => [name, decodeHeaderValue(value) ?? value] as const);
  return withDistinctNames([...parameters, ...eventHeaders]);
}

function withDistinctNames(entries: readonly (readonly [string, string])[]): Metadata {
  const seen = new Map<string, number>();
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return [count === 1 ? name : `${name} ${count}`, value];
    }),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOversize(document: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(document), 'utf8') > MAX_EVENT_BYTES;
}
