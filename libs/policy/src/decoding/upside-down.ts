/** Letters upside down, and the letters they are. */
const TURNED = new Map(
  Object.entries({
    ɐ: 'a',
    ɔ: 'c',
    ǝ: 'e',
    ɟ: 'f',
    ƃ: 'g',
    ɓ: 'g',
    ɥ: 'h',
    ᴉ: 'i',
    ı: 'i',
    ɾ: 'j',
    ʞ: 'k',
    ʃ: 'l',
    ן: 'l',
    ɯ: 'm',
    ɹ: 'r',
    ʇ: 't',
    ʌ: 'v',
    ʍ: 'w',
    ʎ: 'y',
    // What is another letter of the plain alphabet upside down.
    n: 'u',
    u: 'n',
    d: 'p',
    p: 'd',
    b: 'q',
    q: 'b',
    ',': "'",
    "'": ',',
  }),
);
const UPSIDE_DOWN = /[ɐɔǝɟƃɓɥᴉıɾʞʃןɯɹʇʌʍʎ](?:[^\n]{0,20}[ɐɔǝɟƃɓɥᴉıɾʞʃןɯɹʇʌʍʎ]){2}/;

/** What a text says that is written upside down, from its end; empty where it is not. */
export function upsideDownText(text: string): string {
  if (!UPSIDE_DOWN.test(text)) return '';
  return Array.from(text.toLowerCase(), (letter) => TURNED.get(letter) ?? letter)
    .reverse()
    .join('');
}
