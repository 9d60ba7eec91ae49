import { foldCodePoint } from './fold-code-point.js';

export interface FoldedText {
  /** Folded, case kept: tells `PR` from `pr` and where a camelCase word turns. */
  readonly cased: string;
  /** The same in lower case, of the same length. */
  readonly lower: string;
  /** For each character of the folded text the offset in the source; undefined when they are the same. */
  readonly offsets: readonly number[] | undefined;
}

const ASCII = /^[\0-\x7f]*$/;

/** Undoes the ways of writing the same words with other characters. Idempotent, linear, and never throws. */
export function foldText(source: string): FoldedText {
  if (ASCII.test(source)) return { cased: source, lower: source.toLowerCase(), offsets: undefined };
  const offsets: number[] = [];
  let cased = '';
  for (let at = 0; at < source.length; at++) {
    const codePoint = source.codePointAt(at) ?? 0;
    const folded = foldCodePoint(codePoint);
    for (let unit = 0; unit < folded.length; unit++) offsets.push(at);
    cased += folded;
    if (codePoint > 0xffff) at++;
  }
  const lower = cased.toLowerCase();
  return lower.length === cased.length ? { cased, lower, offsets } : { cased: lower, lower, offsets };
}
