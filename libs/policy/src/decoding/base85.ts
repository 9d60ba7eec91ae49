import { textOf } from './printable.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SMALL = LETTERS.toLowerCase();
const DIGITS = '0123456789';
/** Five characters stand for a word of four bytes. */
const GROUP = 5;
const WORD = 4;
const FIRST_OF_ASCII85 = 33;
/** Ascii85 of Adobe and btoa, the one of RFC 1924 that git and Python write, and that of ZeroMQ. */
const ASCII85 = valuesOf(
  String.fromCharCode(...Array.from({ length: 85 }, (_, at) => at + FIRST_OF_ASCII85)),
);
const ALPHABETS = [
  ASCII85,
  valuesOf(`${DIGITS}${LETTERS}${SMALL}!#$%&()*+-;<=>?@^_\`{|}~`),
  valuesOf(`${DIGITS}${SMALL}${LETTERS}.-:+=^!/*?&<>()[]{}@%$#`),
];
const NONE = 0xff;
const HIGHEST = 84;
const MAX_VALUE = 0xffffffff;
/** A whole text without a space, and with a sign that no base 64 has: shorter ones are passwords and formulas. */
const WHOLE = /^[!-~]{20,}$/;
const SIGN = /[^A-Za-z0-9+/_=-]/;
/** What the fast pass takes a closer look at in such a text. */
const LOOKED_AT = /[%\\&<=~|+^`*[]|[A-Za-z][0-9]|[0-9][A-Za-z]/;
/** So many characters tell text from noise. */
const BEGINNING = 10;

function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(0xff);
  Array.from(alphabet).forEach((character, value) => (values[character.charCodeAt(0)] = value));
  return values;
}

/** The bytes between `<~` and `~>`. */
export function ascii85Bytes(body: string): Buffer {
  const source = body.replace(/\s/g, '').replaceAll('z', '!!!!!');
  return bytesOf(source, ASCII85) ?? Buffer.alloc(0);
}

/** The text that a whole string spells in some base 85 without signs around it; undefined where it spells none. */
export function base85Text(source: string): string | undefined {
  if (!WHOLE.test(source) || !SIGN.test(source) || !LOOKED_AT.test(source)) return undefined;
  for (const values of ALPHABETS) {
    const beginning = bytesOf(source.slice(0, BEGINNING), values);
    if (beginning?.every(isTextByte) !== true) continue;
    const bytes = bytesOf(source, values);
    const text = bytes === undefined ? undefined : textOf(bytes);
    if (text !== undefined) return text;
  }
  return undefined;
}

function isTextByte(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Four bytes for each five characters; undefined where one is of another alphabet, or a group is too large. */
function bytesOf(source: string, values: Uint8Array): Buffer | undefined {
  const bytes = Buffer.alloc(Math.ceil(source.length / GROUP) * WORD);
  let count = 0;
  for (let at = 0; at < source.length; at += GROUP) {
    const length = Math.min(GROUP, source.length - at);
    let value = 0;
    for (let index = 0; index < GROUP; index++) {
      const digit = index < length ? (values[source.charCodeAt(at + index)] ?? NONE) : HIGHEST;
      if (digit === NONE) return undefined;
      value = value * 85 + digit;
    }
    if (value > MAX_VALUE) return undefined;
    bytes.writeUInt32BE(value, count);
    count += length - 1;
  }
  return bytes.subarray(0, count);
}
