/** The ways a rule's own examples are hidden before it may load. Each keeps what a reader would understand. */
export const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  decomposed: (text) => text.normalize('NFD'),
  'full-width': (text) =>
    text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  'zero-width': (text) => text.replace(/(\p{L})(?=\p{L})/gu, '$1\u200b'),
  'soft-hyphen': (text) => text.replace(/(\p{L})(?=\p{L})/gu, '$1\u00ad'),
  homoglyph: (text) => text.replace(/[aeiopcs]/g, (letter) => 'аеіорсѕ'['aeiopcs'.indexOf(letter)] ?? letter),
  escaped: (text) => text.replace(/[^\x20-\x7e]|[aeiou]/g, (letter) => `\\u${hex(letter, 4)}`),
  percent: (text) => encodeURIComponent(text),
  entities: (text) =>
    text.replace(/[^\x20-\x7e]|[aeiou]/gu, (letter) => `&#${String(letter.codePointAt(0))};`),
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
  hexadecimal: (text) => Buffer.from(text, 'utf8').toString('hex'),
  'nested JSON': (text) => JSON.stringify({ a: JSON.stringify({ b: text }) }),
  'line breaks': (text) => text.replaceAll(' ', '\n'),
};

function hex(letter: string, width: number): string {
  return letter.charCodeAt(0).toString(16).padStart(width, '0');
}
