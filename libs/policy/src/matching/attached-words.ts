/** What may be written in one with the word after it, by script: Hebrew, Arabic, Ethiopic. */
const ATTACHED: readonly (readonly [first: number, last: number, attached: readonly RegExp[]])[] = [
  [0x0590, 0x05ff, [/^[ושהבלכמ]/u, /^[ושהבלכמ]{2}/u, /^[ושהבלכמ]{3}/u]],
  [0x0600, 0x06ff, [/^[وف]?[بلك]?(?:ال|لل)?/u]],
  [0x1200, 0x137f, [/^(?:እንደ|ስለ|እስከ|[የለበከንብዘ])/u]],
];
const FIRST_ATTACHED = 0x0590;
const LAST_ATTACHED = 0x137f;
const MIN_BARE = 2;
const NONE: readonly string[] = Object.freeze([]);

/** What may be left of a folded word without an article, a preposition or an `and` that is written in one with it. */
export function withoutAttached(word: string): readonly string[] {
  const unit = word.charCodeAt(0);
  if (unit < FIRST_ATTACHED || unit > LAST_ATTACHED) return NONE;
  const script = ATTACHED.find(([first, last]) => unit >= first && unit <= last);
  if (script === undefined) return NONE;
  return script[2]
    .map((attached) => word.replace(attached, ''))
    .filter((bare) => bare.length >= MIN_BARE && bare.length < word.length);
}

/** Letters of Farsi, Urdu, Pashto, Kurdish and Uyghur for which Arabic keyboards have another. */
const ALIKE: readonly (readonly [letters: RegExp, plain: string])[] = [
  [/[\u0649\u06cc\u06ce\u06d0]/g, '\u064a'],
  [/\u06a9/g, '\u0643'],
  [/[\u06be\u06c1\u06d5]/g, '\u0647'],
];
const ARABIC_FIRST = 0x0600;
const ARABIC_LAST = 0x06ff;

/** A word of Arabic letters as an Arabic keyboard writes it; any other as it is. */
export function writtenAlike(word: string): string {
  const unit = word.charCodeAt(0);
  if (unit < ARABIC_FIRST || unit > ARABIC_LAST) return word;
  return ALIKE.reduce((written, [letters, plain]) => written.replace(letters, plain), word);
}
