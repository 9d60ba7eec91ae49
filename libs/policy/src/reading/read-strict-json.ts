import { isUtf8 } from 'node:buffer';

import { scanStructure } from './scan-structure.js';

export type ReadRefusal =
  'too-large' | 'not-utf8' | 'bom' | 'not-json' | 'duplicate-key' | 'too-deep' | 'lone-surrogate';

export type StrictReading =
  | { readonly outcome: 'read'; readonly value: unknown }
  | { readonly outcome: 'refused'; readonly code: ReadRefusal };

export interface ReadLimits {
  /** Greatest body in bytes. Default 65,536. */
  readonly maxBytes?: number;
  /** Greatest nesting of arrays and objects. Default 32. */
  readonly maxDepth?: number;
}

const DEFAULT_LIMITS = { maxBytes: 65_536, maxDepth: 32 } as const;

/**
 * Reads one JSON text (RFC 8259) the only way every other reader would: UTF-8 without byte order mark, no key
 * twice in one object, no lone surrogate, bounded size and nesting. A refusal says which bound, never what stood
 * there.
 */
export function readStrictJson(bytes: Uint8Array, limits: ReadLimits = {}): StrictReading {
  const { maxBytes, maxDepth } = { ...DEFAULT_LIMITS, ...limits };
  const malformed = bytes.length > maxBytes ? 'too-large' : encodingFault(bytes);
  if (malformed !== undefined) return refused(malformed);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const value = parse(text);
  if (value === undefined) return refused(scanStructure(bytes).depth > maxDepth ? 'too-deep' : 'not-json');
  const fault = contentFault(value, text, bytes, maxDepth);
  return fault === undefined ? { outcome: 'read', value } : refused(fault);
}

/**
 * A key written twice is a member that the text spells out and the value no longer has. Without a backslash the
 * colons of the text that stand in no string tell how many it spells out; with one the bytes are gone through.
 */
function contentFault(
  value: unknown,
  text: string,
  bytes: Uint8Array,
  maxDepth: number,
): ReadRefusal | undefined {
  const tally: Tally = { members: 0, colons: 0, maxDepth, isTooDeep: false };
  countInto(tally, value, 0);
  if (tally.isTooDeep) return 'too-deep';
  if (!text.includes('\\'))
    return colonsIn(text) - tally.colons === tally.members ? undefined : 'duplicate-key';
  const structure = scanStructure(bytes);
  if (structure.members !== tally.members) return 'duplicate-key';
  return structure.hasUnicodeEscape && hasLoneSurrogate(value) ? 'lone-surrogate' : undefined;
}

function encodingFault(bytes: Uint8Array): ReadRefusal | undefined {
  if (!isUtf8(bytes)) return 'not-utf8';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'bom' : undefined;
}

/** The value, or undefined when it is no JSON. The parser's message quotes its input: it goes no further than here. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(code: ReadRefusal): StrictReading {
  return { outcome: 'refused', code };
}

interface Tally {
  members: number;
  /** Colons inside keys and strings. */
  colons: number;
  readonly maxDepth: number;
  isTooDeep: boolean;
}

function countInto(tally: Tally, value: unknown, depth: number): void {
  if (typeof value === 'string') tally.colons += colonsIn(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth === tally.maxDepth) tally.isTooDeep = true;
  if (tally.isTooDeep) return;
  if (Array.isArray(value)) {
    for (const item of value) countInto(tally, item, depth + 1);
    return;
  }
  for (const key in value) {
    tally.members++;
    tally.colons += colonsIn(key);
    countInto(tally, (value as Record<string, unknown>)[key], depth + 1);
  }
}

function colonsIn(text: string): number {
  let colons = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons++;
  return colons;
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasLoneSurrogate);
  return Object.entries(value).some(([key, item]) => !key.isWellFormed() || hasLoneSurrogate(item));
}
