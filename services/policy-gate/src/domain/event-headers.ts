import type { HeaderLines } from './request-form.js';

/** The context attributes of a binary-mode event, decoded. */
export type EventHeaders =
  | { readonly outcome: 'read'; readonly attributes: ReadonlyMap<string, string> }
  | { readonly outcome: 'unreadable' };

const PREFIX = 'ce-';
const ATTRIBUTE_NAME = /^[a-z0-9]{1,20}$/;
/** These travel as the body and the `Content-Type`; as a header they would contradict it. */
const NOT_HEADERS: ReadonlySet<string> = new Set(['data', 'datacontenttype']);
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const UNREADABLE = { outcome: 'unreadable' } as const;

/**
 * Reads the `ce-` headers as the CloudEvents HTTP binding says: a double-quoted value is unescaped, then one round
 * of percent-decoding as UTF-8. Unreadable: a repeated header, a name that no attribute can have, bytes outside
 * printable ASCII, a broken percent sequence, and control characters that were hidden behind one.
 */
export function readEventHeaders(headers: HeaderLines): EventHeaders {
  const attributes = new Map<string, string>();
  for (const [header, raw] of headers) {
    if (!header.startsWith(PREFIX)) continue;
    const name = header.slice(PREFIX.length);
    const value = decodeHeaderValue(raw);
    if (value === undefined || !isAttributeName(name) || attributes.has(name)) return UNREADABLE;
    attributes.set(name, value);
  }
  return { outcome: 'read', attributes };
}

/**
 * @returns `undefined` when the value cannot be decoded.
 */
export function decodeHeaderValue(raw: string): string | undefined {
  const trimmed = raw.trim();
  if (!PRINTABLE_ASCII.test(trimmed)) return undefined;
  const unquoted = unquote(trimmed);
  if (unquoted === undefined) return undefined;
  try {
    const value = decodeURIComponent(unquoted);
    return CONTROL.test(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isAttributeName(name: string): boolean {
  return ATTRIBUTE_NAME.test(name) && !NOT_HEADERS.has(name);
}

function unquote(value: string): string | undefined {
  if (!value.startsWith('"')) return value;
  const inner = /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1];
  return inner?.replace(/\\(.)/g, '$1');
}
