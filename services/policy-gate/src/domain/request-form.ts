import { isUtf8, parseMediaType, type MediaType } from './media-type.js';

/** Header lines as they came: names in lower case, one entry per line, so that repeated lines stay visible. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

/** How CloudEvents 1.0 arrive over HTTP: one as JSON, several as a JSON array, or data with `ce-` headers. */
export type ContentMode = 'structured' | 'batched' | 'binary';

/** What the header lines say of a request, before any of its body is read. */
export type RequestForm =
  | { readonly outcome: 'recognised'; readonly mode: ContentMode; readonly mediaType: MediaType }
  | { readonly outcome: 'refused'; readonly reason: 'unsupported-media-type' };

/** Largest size of one event, in bytes. */
export const MAX_EVENT_BYTES = 64 * 1_024;
/** Most events of one batch. */
export const MAX_BATCH_EVENTS = 100;

const MODES: ReadonlyMap<string, ContentMode> = new Map([
  ['application/cloudevents+json', 'structured'],
  ['application/cloudevents-batch+json', 'batched'],
  ['application/json', 'binary'],
]);

const REFUSED = { outcome: 'refused', reason: 'unsupported-media-type' } as const;

/**
 * Decides the content mode. Refused: no or several `Content-Type` lines, another type, another charset than UTF-8,
 * any content coding (a compressed body could not be bounded before it is opened), and plain JSON without a single
 * `ce-` header.
 */
export function recogniseForm(headers: HeaderLines): RequestForm {
  if (valuesOf(headers, 'content-encoding').some((value) => value.trim().toLowerCase() !== 'identity')) {
    return REFUSED;
  }
  const [contentType, ...others] = valuesOf(headers, 'content-type');
  if (contentType === undefined || others.length > 0) return REFUSED;
  const mediaType = parseMediaType(contentType);
  if (mediaType === undefined || !isUtf8(mediaType)) return REFUSED;
  const mode = MODES.get(mediaType.essence);
  if (mode === undefined || (mode === 'binary' && !hasEventHeaders(headers))) return REFUSED;
  return { outcome: 'recognised', mode, mediaType };
}

/** The most bytes that a body may have in this mode. */
export function bodyLimit(mode: ContentMode): number {
  return mode === 'batched' ? MAX_EVENT_BYTES * MAX_BATCH_EVENTS : MAX_EVENT_BYTES;
}

function valuesOf(headers: HeaderLines, wanted: string): string[] {
  return headers.filter(([name]) => name === wanted).map(([, value]) => value);
}

function hasEventHeaders(headers: HeaderLines): boolean {
  return headers.some(([name]) => name.startsWith('ce-'));
}
