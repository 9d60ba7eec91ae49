const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const LETTER_U = 0x75;

/** What one pass over the bytes of a JSON text tells before it is parsed. */
export interface JsonStructure {
  /** Greatest nesting of arrays and objects. */
  readonly depth: number;
  /** Colons outside strings: the number of members the text spells out. */
  readonly members: number;
  /** Whether a string holds a `\u` escape, the only way a lone surrogate can enter valid UTF-8. */
  readonly hasUnicodeEscape: boolean;
}

/**
 * Measures nesting and counts members without parsing, so that depth is known before `JSON.parse` recurses and
 * a duplicate key shows as a member that the parsed value no longer has. Malformed text gives some answer: the
 * parser refuses it afterwards.
 */
export function scanStructure(bytes: Uint8Array): JsonStructure {
  const { length } = bytes;
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let escapes = 0;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const end = endOfString(bytes, at + 1);
      if (end < 0) escapes++;
      at = Math.abs(end);
    } else if (byte === COLON) {
      members++;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (++depth > deepest) deepest = depth;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth--;
    }
  }
  return { depth: deepest, members, hasUnicodeEscape: escapes > 0 };
}

/** Where the closing quote stands; negative when a `\u` escape stands before it. */
function endOfString(bytes: Uint8Array, from: number): number {
  let sign = 1;
  let at = from;
  for (; at < bytes.length && bytes[at] !== QUOTE; at++) {
    if (bytes[at] !== BACKSLASH) continue;
    at++;
    if (bytes[at] === LETTER_U) sign = -1;
  }
  return sign * at;
}
