import { textOf } from './printable.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUES = new Map(Array.from(ALPHABET, (character, value) => [character, value]));
/** A whole text of an alphabet without small letters; what is shorter is a label. */
const WHOLE = /^[0-9A-Z $%*+./:-]{12,}$/;
/** What the fast pass takes a closer look at in such a text. */
const LOOKED_AT = /[%*+]|[A-Z][0-9]|[0-9][A-Z]/;
/** The scheme that health passes begin with. */
const SCHEME = /^HC\d:/;
const GROUP = 3;
const BASE = 45;

/** The text that a whole string spells in base 45 (RFC 9285), as codes to scan hold it; undefined where it spells none. */
export function base45Text(source: string): string | undefined {
  if (!WHOLE.test(source) || !LOOKED_AT.test(source)) return undefined;
  const bytes = bytesOf(source.replace(SCHEME, ''));
  return bytes === undefined ? undefined : textOf(bytes);
}

/** Two bytes for each three characters, one for the two at the end; undefined where a group is too large. */
function bytesOf(source: string): Buffer | undefined {
  if (source.length % GROUP === 1) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < source.length; at += GROUP) {
    const group = Array.from(source.slice(at, at + GROUP), (character) => VALUES.get(character) ?? 0);
    const value = group.reduceRight((sum, digit) => sum * BASE + digit, 0);
    if (value >= 256 ** (group.length - 1)) return undefined;
    if (group.length === GROUP) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Buffer.from(bytes);
}
