import { BeginsInUtf8 } from './begins-in-utf8.js';

const STORED = 0;
const FIXED = 1;
const DYNAMIC = 2;
const HEADER_BITS = 3;
/** Characters that must be plainly text. */
const LITERALS_READ = 3;
/** So many bytes of what it says are looked at. */
const BYTES_READ = 64;
const MAX_CODES = 29;
const FULL = 128;
/** Codes of seven bits begin at the first, then of eight, of eight again and of nine. */
const END = 256;
const LONG_LITERAL = 144;
const LAST_REPEAT = 285;
const LAST_DISTANCE = 29;

/**
 * Whether bytes may begin a deflated text: their first block has a header that can be, its first characters are
 * text, and what follows repeats only what was said. Trying to inflate noise costs a hundred times as much.
 */
export function mayBeDeflated(bytes: Uint8Array): boolean {
  const kind = bitsAt(bytes, 1, 2);
  if (kind === STORED) return (bitsAt(bytes, 8, 16) ^ bitsAt(bytes, 24, 16)) === 0xffff;
  if (kind === FIXED) return new FixedBlock(bytes).mayBeText();
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

/** The beginning of a block in the codes of RFC 1951, 3.2.6. */
class FixedBlock {
  #at = HEADER_BITS;
  /** First characters that were found to be text; all of them once something is repeated. */
  #texts = 0;
  readonly #said: number[] = [];
  readonly #utf8 = new BeginsInUtf8();

  constructor(private readonly bytes: Uint8Array) {}

  mayBeText(): boolean {
    const end = this.bytes.length * 8;
    for (let read = 0; this.#at < end && this.#said.length < BYTES_READ; read++) {
      const symbol = this.#readSymbol();
      if (symbol === END) return read > 0;
      if (!(symbol < END ? this.#says(symbol) : this.#repeats(symbol))) return false;
    }
    return true;
  }

  #says(byte: number): boolean {
    if (this.#texts++ < LITERALS_READ && byte < LONG_LITERAL && !isTextByte(byte)) return false;
    this.#said.push(byte);
    return this.#utf8.goesOnWith(byte);
  }

  #repeats(symbol: number): boolean {
    if (symbol > LAST_REPEAT) return false;
    this.#texts = LITERALS_READ;
    const length = this.#readLength(symbol - END - 1);
    const code = this.#readCode(5);
    if (code > LAST_DISTANCE) return false;
    const from = this.#said.length - this.#readDistance(code);
    if (from < 0) return false;
    for (let index = 0; index < length && this.#said.length < BYTES_READ; index++) {
      const byte = this.#said[from + index] ?? 0;
      this.#said.push(byte);
      if (!this.#utf8.goesOnWith(byte)) return false;
    }
    return true;
  }

  #readSymbol(): number {
    const seven = this.#readCode(7);
    if (seven < 0x18) return END + seven;
    const eight = (seven << 1) | this.#readBits(1);
    if (eight < 0xc0) return eight - 0x30;
    if (eight < 0xc8) return 280 + eight - 0xc0;
    return LONG_LITERAL + (((eight << 1) | this.#readBits(1)) - 0x190);
  }

  /** Lengths stand in groups of four, each group with one more bit: RFC 1951, 3.2.5. */
  #readLength(code: number): number {
    if (code < 8) return code + 3;
    if (code === LAST_REPEAT - END - 1) return 258;
    const extra = (code >> 2) - 1;
    return 3 + ((4 + (code & 3)) << extra) + this.#readBits(extra);
  }

  /** Distances in groups of two. */
  #readDistance(code: number): number {
    if (code < 4) return code + 1;
    const extra = (code >> 1) - 1;
    return 1 + ((2 + (code & 1)) << extra) + this.#readBits(extra);
  }

  /** A code stands with its highest bit first. */
  #readCode(count: number): number {
    let code = 0;
    for (let bit = 0; bit < count; bit++) code = (code << 1) | this.#readBits(1);
    return code;
  }

  #readBits(count: number): number {
    const value = bitsAt(this.bytes, this.#at, count);
    this.#at += count;
    return value;
  }
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
