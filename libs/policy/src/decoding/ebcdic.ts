const MIN_BYTES = 6;
const MIN_LETTERS = 0.6;

/** Characters of EBCDIC by their bytes, as far as code pages 037 and 500 agree: letters, digits, common marks. */
const CHARACTERS: readonly (string | undefined)[] = (() => {
  const known = new Array<string | undefined>(256).fill(undefined);
  const put = (first: number, characters: string): void => {
    Array.from(characters).forEach((character, index) => (known[first + index] = character));
  };
  put(0x40, ' ');
  put(0x4b, '.<(+');
  put(0x50, '&');
  put(0x5c, '*);');
  put(0x60, '-/');
  put(0x6b, ',%_>?');
  put(0x7a, ':#@\'="');
  put(0x81, 'abcdefghi');
  put(0x91, 'jklmnopqr');
  put(0xa2, 'stuvwxyz');
  put(0xc1, 'ABCDEFGHI');
  put(0xd1, 'JKLMNOPQR');
  put(0xe2, 'STUVWXYZ');
  put(0xf0, '0123456789');
  // Letters with accents, where French has them.
  put(0x44, 'à');
  put(0x51, 'éêë');
  put(0x54, 'è');
  put(0x48, 'ç');
  return known;
})();

/** The text that bytes spell in EBCDIC, or undefined: all of them must be characters, and most of them letters. */
export function ebcdicText(bytes: Buffer): string | undefined {
  if (bytes.length < MIN_BYTES) return undefined;
  let text = '';
  let letters = 0;
  for (const byte of bytes) {
    const character = CHARACTERS[byte];
    if (character === undefined) return undefined;
    if (/[a-zA-Z ]/.test(character)) letters++;
    text += character;
  }
  return letters >= bytes.length * MIN_LETTERS ? text : undefined;
}
