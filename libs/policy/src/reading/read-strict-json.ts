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
  const structure = scanStructure(bytes);
  if (structure.depth > maxDepth) return refused('too-deep');
  const value = parse(bytes);
  if (value === undefined) return refused('not-json');
  if (countMembers(value) !== structure.members) return refused('duplicate-key');
  if (structure.hasUnicodeEscape && hasLoneSurrogate(value)) return refused('lone-surrogate');
  return { outcome: 'read', value };
}

function encodingFault(bytes: Uint8Array): ReadRefusal | undefined {
  if (!isUtf8(bytes)) return 'not-utf8';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'bom' : undefined;
}

/** The value, or undefined when it is no JSON. The parser's message quotes its input: it goes no further than here. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  } catch {
    return undefined;
  }
}

function refused(code: ReadRefusal): StrictReading {
  return { outcome: 'refused', code };
}

/** Members of every object in a value. Recursion is bounded: depth was checked on the bytes. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const item of value) members += countMembers(item);
    return members;
  }
  for (const key in value) {
    members += 1;
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === 'object') members += countMembers(item);
  }
  return members;
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasLoneSurrogate);
  return Object.entries(value).some(([key, item]) => !key.isWellFormed() || hasLoneSurrogate(item));
}
