import { isUtf8 } from 'node:buffer';

import { isWrittenOnce } from './is-written-once.js';
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
  const { maxBytes = DEFAULT_LIMITS.maxBytes, maxDepth = DEFAULT_LIMITS.maxDepth } = limits;
  const malformed = bytes.length > maxBytes ? 'too-large' : encodingFault(bytes);
  if (malformed !== undefined) return refused(malformed);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const value = parse(text);
  // Without a backslash nothing is escaped, and only a quote is a quote.
  const isPlain = value !== undefined && !text.includes('\\') && isWrittenOnce(bytes, value, maxDepth);
  return isPlain ? { outcome: 'read', value } : readClosely(bytes, value, maxDepth);
}

/** What has escapes, or is refused: the reason is found in the bytes. */
function readClosely(bytes: Uint8Array, value: unknown, maxDepth: number): StrictReading {
  const structure = scanStructure(bytes);
  if (structure.depth > maxDepth) return refused('too-deep');
  if (value === undefined) return refused('not-json');
  if (structure.mayRepeatNames && structure.members !== membersOf(value)) return refused('duplicate-key');
  return structure.hasUnicodeEscape && hasLoneSurrogate(value)
    ? refused('lone-surrogate')
    : { outcome: 'read', value };
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

/** The members a value has: a name written twice is a member that the text spells out and the value no longer has. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return items.reduce<number>((sum, item) => sum + membersOf(item), Array.isArray(value) ? 0 : items.length);
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasLoneSurrogate);
  return Object.entries(value).some(([key, item]) => !key.isWellFormed() || hasLoneSurrogate(item));
}
