import { textOf } from './printable.js';

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SMALL = CAPITALS.toLowerCase();
/** Base 58 without letters that look alike, base 62 in both orders, and base 36. */
const ALPHABETS = [
  valuesOf(`${DIGITS}${CAPITALS}${SMALL}`.replace(/[0OIl]/g, '')),
  valuesOf(DIGITS + CAPITALS + SMALL),
  valuesOf(DIGITS + SMALL + CAPITALS),
];
const OF_CAPITALS = valuesOf(DIGITS + CAPITALS);
const OF_SMALL = valuesOf(DIGITS + SMALL);
/** One whole text, longer than a code that somebody types and shorter than a file. */
const WHOLE = /^[0-9A-Za-z]{16,160}$/;
const HEX = /^(?:[0-9a-f]+|[0-9A-F]+)$/;
/** What the fast pass takes a closer look at in such a text. */
const LOOKED_AT = /[A-Za-z][0-9]|[0-9][A-Za-z]/;
const LAST_BYTES = 0xffffff;

interface Alphabet {
  readonly base: number;
  readonly values: ReadonlyMap<string, number>;
}

function valuesOf(alphabet: string): Alphabet {
  return { base: alphabet.length, values: new Map(Array.from(alphabet, (digit, value) => [digit, value])) };
}

/** The text that a whole string spells as one large number in base 58, 62 or 36; undefined where it spells none. */
export function bigBaseText(source: string): string | undefined {
  if (!WHOLE.test(source) || !LOOKED_AT.test(source) || HEX.test(source)) return undefined;
  for (const alphabet of alphabetsOf(source)) {
    if (!mayEndText(source, alphabet)) continue;
    const text = textOf(bytesOf(source, alphabet));
    if (text !== undefined) return text;
  }
  return undefined;
}

function alphabetsOf(source: string): readonly Alphabet[] {
  if (source === source.toUpperCase()) return [OF_CAPITALS];
  return source === source.toLowerCase() ? [OF_SMALL] : ALPHABETS;
}

/** Whether the last three bytes may end a text: few ids get further. */
function mayEndText(source: string, { base, values }: Alphabet): boolean {
  let end = 0;
  for (const digit of source) {
    const value = values.get(digit);
    if (value === undefined) return false;
    end = (end * base + value) & LAST_BYTES;
  }
  return [end >> 16, (end >> 8) & 0xff, end & 0xff].every((byte) => byte >= 0x20 && byte !== 0x7f);
}

function bytesOf(source: string, { base, values }: Alphabet): Buffer {
  let number = 0n;
  for (const digit of source) number = number * BigInt(base) + BigInt(values.get(digit) ?? 0);
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}
