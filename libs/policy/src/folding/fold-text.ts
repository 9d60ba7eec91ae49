import { foldCodePoint } from './fold-code-point.js';

export interface FoldedText {
  /** Folded, case kept: tells `PR` from `pr` and where a camelCase word turns. */
  readonly cased: string;
  /** The same in lower case, of the same length. */
  readonly lower: string;
  /**
   * Whether the two differ. Kept, not asked for each word: the optimising compiler would move a comparison of two long
   * texts into the loop that needs its answer.
   */
  readonly hasCapitals: boolean;
  /** Whether nothing had to be folded. */
  readonly isAscii: boolean;
  /** For each character of the folded text the offset in the source; undefined when they are the same. */
  readonly offsets: readonly number[] | undefined;
}

const FOREIGN = /[^\0-\x7f]/;

/** Undoes the ways of writing the same words with other characters. Idempotent, linear, and never throws. */
export function foldText(source: string): FoldedText {
  const first = source.search(FOREIGN);
  return first < 0 ? new AsciiText(source) : foldForeign(source, first);
}

function foldForeign(source: string, first: number): FoldedText {
  let cased = '';
  // Where what was not yet taken over begins: runs of ASCII are taken as they are.
  let from = 0;
  for (let at = first; at < source.length; at++) {
    const unit = source.charCodeAt(at);
    if (unit < 0x80) continue;
    const codePoint = isHighSurrogate(unit) ? (source.codePointAt(at) ?? unit) : unit;
    cased += from === at ? foldCodePoint(codePoint) : source.slice(from, at) + foldCodePoint(codePoint);
    if (codePoint > 0xffff) at++;
    from = at + 1;
  }
  if (from < source.length) cased += source.slice(from);
  const lower = cased.toLowerCase();
  return new ForeignText(lower.length === cased.length ? cased : lower, lower, source);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

class AsciiText implements FoldedText {
  readonly lower: string;
  readonly hasCapitals: boolean;
  readonly isAscii = true;
  readonly offsets = undefined;

  constructor(readonly cased: string) {
    this.lower = cased.toLowerCase();
    this.hasCapitals = this.lower !== cased;
  }
}

class ForeignText implements FoldedText {
  readonly isAscii = false;
  readonly hasCapitals: boolean;
  #offsets: readonly number[] | undefined;

  constructor(
    readonly cased: string,
    readonly lower: string,
    private readonly source: string,
  ) {
    this.hasCapitals = lower !== cased;
  }

  /** Only what is found needs to know where it stands. */
  get offsets(): readonly number[] {
    return (this.#offsets ??= offsetsIn(this.source));
  }
}

function offsetsIn(source: string): readonly number[] {
  const offsets: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const codePoint = source.codePointAt(at) ?? 0;
    for (let unit = foldCodePoint(codePoint).length; unit > 0; unit--) offsets.push(at);
    if (codePoint > 0xffff) at++;
  }
  return offsets;
}
