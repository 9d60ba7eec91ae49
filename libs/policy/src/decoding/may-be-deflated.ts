const STORED = 0;
const FIXED = 1;
const DYNAMIC = 2;
const HEADER_BITS = 3;
const LITERALS_READ = 3;
const MAX_CODES = 29;
const FULL = 128;
/** Fixed codes, as nine bits. */
const FIRST_LITERAL = 0x60;
const FIRST_LONG_REPEAT = 0x180;
const FIRST_LONG_LITERAL = 0x190;

/**
 * Whether bytes may begin a deflated text: their first block has a header that can be, and its first characters are
 * text. Trying to inflate noise costs a hundred times as much.
 */
export function mayBeDeflated(bytes: Uint8Array): boolean {
  const kind = bitsAt(bytes, 1, 2);
  if (kind === STORED) return (bitsAt(bytes, 8, 16) ^ bitsAt(bytes, 24, 16)) === 0xffff;
  if (kind === FIXED) return beginsWithText(bytes);
  return kind === DYNAMIC && hasCodes(bytes);
}

/** Codes of the lengths of the codes fill their space exactly. */
function hasCodes(bytes: Uint8Array): boolean {
  if (bitsAt(bytes, 3, 5) > MAX_CODES || bitsAt(bytes, 8, 5) > MAX_CODES) return false;
  const count = bitsAt(bytes, 13, 4) + 4;
  let space = 0;
  for (let index = 0; index < count; index++) {
    const length = bitsAt(bytes, 17 + index * 3, 3);
    if (length > 0) space += FULL >> length;
  }
  return space === FULL;
}

function beginsWithText(bytes: Uint8Array): boolean {
  let at = HEADER_BITS;
  for (let read = 0; read < LITERALS_READ; read++) {
    const code = codeAt(bytes, at);
    // Codes that are no characters are the end, or a repetition: of nothing, when they stand first.
    if (code < FIRST_LITERAL || (code >= FIRST_LONG_REPEAT && code < FIRST_LONG_LITERAL)) return read > 0;
    const isLong = code >= FIRST_LONG_LITERAL;
    if (!isLong && !isTextByte((code - FIRST_LITERAL) >> 1)) return false;
    at += isLong ? 9 : 8;
  }
  return true;
}

/** Nine bits from a place, the first the highest, as codes stand. */
function codeAt(bytes: Uint8Array, from: number): number {
  let code = 0;
  for (let at = from; at < from + 9; at++) code = (code << 1) | bitsAt(bytes, at, 1);
  return code;
}

function bitsAt(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let bit = 0; bit < count; bit++) {
    const at = from + bit;
    value |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
  }
  return value;
}

function isTextByte(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
