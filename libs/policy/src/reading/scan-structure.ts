const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;

const OTHER = 0;
const STRING = 1;
const OPEN_OBJECT = 2;
const OPEN_ARRAY = 3;
const CLOSE = 4;
const COMMA = 5;
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const kinds: Readonly<Record<string, number>> = {
    '"': STRING,
    '{': OPEN_OBJECT,
    '[': OPEN_ARRAY,
    '}': CLOSE,
    ']': CLOSE,
    ',': COMMA,
  };
  return kinds[String.fromCharCode(byte)] ?? OTHER;
});

/** Names of one object that are compared with each other here; more are counted by the caller. */
const MAX_NAMES = 64;

/** What one pass over the bytes of a JSON text tells. */
export interface JsonStructure {
  /** Greatest nesting of arrays and objects. */
  readonly depth: number;
  /** The number of members the text spells out. */
  readonly members: number;
  /**
   * Whether two names of one object may be the same. False is sure. True also where names hold escapes, where there
   * are many of them, or where two only have the same hash.
   */
  readonly mayRepeatNames: boolean;
  /** Whether a string holds a `\u` escape, the only way a lone surrogate can enter valid UTF-8. */
  readonly hasUnicodeEscape: boolean;
}

/** Measures a JSON text in one pass over its bytes. Malformed text gives some answer: the parser refuses it. */
export function scanStructure(bytes: Uint8Array): JsonStructure {
  return new StructureScanner(bytes).scan();
}

class StructureScanner {
  /** For each open container the number of names when it began; -1 for an array. */
  readonly #firstName: number[] = [];
  readonly #names: number[] = [];
  #first = -1;
  #deepest = 0;
  #members = 0;
  #mayRepeat = false;
  #hasUnicodeEscape = false;

  constructor(private readonly bytes: Uint8Array) {}

  scan(): JsonStructure {
    const { bytes } = this;
    const { length } = bytes;
    let isNameNext = false;
    for (let at = 0; at < length; at++) {
      const kind = KINDS[bytes[at] ?? 0];
      if (kind === OTHER) continue;
      if (kind === STRING) {
        at = isNameNext ? this.#skipName(at + 1) : this.#skipString(at + 1);
        isNameNext = false;
      } else if (kind === COMMA) {
        isNameNext = this.#first >= 0;
      } else {
        if (kind === CLOSE) this.#close();
        else this.#open(kind === OPEN_OBJECT);
        isNameNext = kind === OPEN_OBJECT;
      }
    }
    return {
      depth: this.#deepest,
      members: this.#members,
      mayRepeatNames: this.#mayRepeat,
      hasUnicodeEscape: this.#hasUnicodeEscape,
    };
  }

  #open(isObject: boolean): void {
    this.#firstName.push(this.#first);
    if (this.#firstName.length > this.#deepest) this.#deepest = this.#firstName.length;
    this.#first = isObject ? this.#names.length : -1;
  }

  #close(): void {
    if (this.#first >= 0) this.#names.length = this.#first;
    this.#first = this.#firstName.pop() ?? -1;
  }

  /** Where the closing quote stands. */
  #skipString(from: number): number {
    const { bytes } = this;
    const { length } = bytes;
    for (let at = from; at < length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) return at;
      if (byte !== BACKSLASH) continue;
      if (bytes[++at] === LETTER_U) this.#hasUnicodeEscape = true;
    }
    return length;
  }

  #skipName(from: number): number {
    const { bytes } = this;
    const { length } = bytes;
    let hash = 0;
    for (let at = from; at < length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.#addName(hash);
        return at;
      }
      if (byte === BACKSLASH) {
        this.#members++;
        this.#mayRepeat = true;
        return this.#skipString(at);
      }
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    return length;
  }

  #addName(hash: number): void {
    const names = this.#names;
    const { length } = names;
    this.#members++;
    if (length - this.#first > MAX_NAMES) this.#mayRepeat = true;
    else for (let at = this.#first; at < length; at++) if (names[at] === hash) this.#mayRepeat = true;
    names.push(hash);
  }
}
