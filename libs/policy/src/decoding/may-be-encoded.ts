/** What the beginning of some encoding looks like. */
export const ENCODED =
  /[&%\\=+]|<~|[A-Za-z0-9+/_-]{16,}|[a-z0-9][A-Z]|[A-Z]{2}[a-z0-9]|[0-9a-f]{12,}|(?:[0-9a-fA-F]{2}[ :,]){5}|(?:\d{2,3}[ ,;]+){5}|(?:[01]{8}[ ,]){3}|(?:0x[0-9a-fA-F]{2}[ ,;]+){3}|[ux]00[0-9a-fA-F]{2}|--[a-z0-9]|(?:[2-7][0-9a-fA-F][2-7][0-9a-fA-F] ){5}|(?:\d{1,2}(?:[-.,/] ?| {1,3}| \/ ?)){9}\d|(?:[rR]\(\d{2,3}\)[ +|&.,]{1,4}[A-Za-z]{2,5}){4}\(\d{2}/;

const SIGN = 1;
const UPPER = 2;
const LOWER = 4;
const RUN = 8;
const HEX = 16;
const GAP = 32;
const DIGIT = 64;
const LETTER_X = 128;
const DASH = 256;
const LETTER_U = 512;
const LONG_RUN = 16;
const LONG_HEX = 12;
const MIN_PAIRS = 5;
const MANY_DIGITS = 10;

const KINDS_OF: readonly (readonly [kind: number, characters: RegExp])[] = [
  [SIGN, /[&%\\=+<]/],
  [UPPER, /[A-Z]/],
  [LOWER, /[a-z0-9]/],
  [RUN, /[A-Za-z0-9+/_-]/],
  [HEX, /[0-9a-fA-F]/],
  [GAP, /[ :,;]/],
  [DIGIT, /[0-9]/],
  [LETTER_X, /x/],
  [DASH, /-/],
  [LETTER_U, /[ux]/],
];
const KINDS = Uint16Array.from({ length: 128 }, (_, unit) =>
  KINDS_OF.reduce(
    (kinds, [kind, characters]) => (characters.test(String.fromCharCode(unit)) ? kinds | kind : kinds),
    0,
  ),
);

/**
 * Whether a text may hold an encoding that needs undoing. One pass looks for what each alternative of the expression
 * cannot do without; few texts have any of it.
 */
// eslint-disable-next-line complexity -- one loop over the characters; split up, it takes twice the time
export function mayBeEncoded(text: string): boolean {
  let run = 0;
  let hex = 0;
  let pairs = 0;
  let digits = 0;
  let before = 0;
  let earlier = 0;
  let third = 0;
  for (let at = 0; at < text.length; at++) {
    const kind = KINDS[text.charCodeAt(at)] ?? 0;
    run = (kind & RUN) === 0 ? 0 : run + 1;
    hex = (kind & HEX) === 0 ? 0 : hex + 1;
    // Two hexadecimal digits between two gaps, one after the other.
    if ((kind & GAP) !== 0) pairs = (before & earlier & HEX) === 0 ? 0 : (third & GAP) === 0 ? 1 : pairs + 1;
    if ((kind & DIGIT) !== 0) digits++;
    if (
      (kind & SIGN) !== 0 ||
      run >= LONG_RUN ||
      hex >= LONG_HEX ||
      pairs >= MIN_PAIRS ||
      digits >= MANY_DIGITS ||
      (kind & before & DASH) !== 0 ||
      ((kind & DIGIT) !== 0 && (before & LETTER_U) !== 0)
    )
      return ENCODED.test(text);
    if (changesCase(kind, before, earlier) || ((kind & LETTER_X) !== 0 && (before & DIGIT) !== 0))
      return ENCODED.test(text);
    third = earlier;
    earlier = before;
    before = kind;
  }
  return false;
}

function changesCase(kind: number, before: number, earlier: number): boolean {
  return (kind & UPPER) !== 0
    ? (before & LOWER) !== 0
    : (kind & LOWER) !== 0 && (before & earlier & UPPER) !== 0;
}
