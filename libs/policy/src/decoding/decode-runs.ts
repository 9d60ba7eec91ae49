import { ascii85Bytes } from './base85.js';
import { rot13 } from './letter-turns.js';
import { reverseText } from './rearrange.js';
import { textOf } from './printable.js';
import { OPAQUE, readBytes, type Decoded } from './read-bytes.js';

const BASE64 = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
const WRAPPED = /^[A-Za-z0-9+/]{16,}(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/]+)+={0,2}$/;
const HEX =
  /(?:(?:0x|\\x)[0-9a-fA-F]{2}[ :,;]{0,2}){5,}|(?:0x|\\x)?(?:[0-9a-fA-F]{2}){6,}|(?:[0-9a-fA-F]{2}[ :,-]){5,}[0-9a-fA-F]{2}|(?:[0-9a-fA-F]{4} ){5,}(?:[0-9a-fA-F]{2}){1,2}/g;
const BINARY = /(?:[01]{8}[ ,]?){4,}/g;
const CODE_POINTS = /(?:[Uu]\+[0-9a-fA-F]{4,6}[ ,;]{0,2}){3,}/g;
const BASE32 = /[A-Z2-7]{16,}={0,6}|[a-z2-7]{16,}={0,6}/g;
/** A long word is no base32: what is written in small letters needs a digit. */
const WORD = /^[a-z]+=*$/;
const MIN_TURNED = 16;
const ASCII85 = /<~([!-uz\s]{5,})~>/g;
const CODES = /(?:\b\d{2,3}\b[ ,;-]+){5,}\d{2,3}\b/g;
/** Letters by their places in the alphabet, ten at least. */
const PLACES = /(?<![\w.:-])(?:\d{1,2}(?:[-.,/] ?| {1,3}| \/ ?)){9,}\d{1,2}(?![\w.:-])/g;
/** Signs between the letters of one word, where others part words. */
const PLACES_OF_WORD = /\d[-.,]\d/;
const LETTERS = 26;
/** Characters by their numbers, one call for each: `CHR(114)||CHR(101)`. */
const CALLS = /(?:\b[a-zA-Z]{0,3}ch(?:a?r)w?\(\s?\d{2,6}\s?\)[ +|&.,]{0,4}){4,}/gi;
const ENCODED_WORD = /=\?([\w-]{3,20})\?([bBqQ])\?([^?\s]{2,})\?=/g;
/** White space between two encoded words is no part of what they say. */
const BETWEEN_WORDS = /(\?=)\s+(?==\?)/g;
const BASE32_HEX = /(?<![0-9A-Za-z])[0-9A-V]{16,}={0,6}/g;
const BASE32_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE32_VALUES = Uint8Array.from({ length: 128 }, (_, unit) =>
  Math.max(0, BASE32_ALPHABET.indexOf(String.fromCharCode(unit).toUpperCase())),
);

/** Replaces every run of an encoding by the text it spells; what does not spell text stays. */
export function decodeRuns(text: string): Decoded {
  if (text.length < 8) return text;
  const unwrapped = WRAPPED.test(text.trim()) ? text.replace(/\s+/g, '') : text;
  const found = { isOpaque: false };
  const decodeBytes = (run: string, ...readings: readonly (Buffer | undefined)[]): string => {
    // What is text from its beginning to its end was meant, before what only holds pieces of one.
    const whole = readings.find((bytes) => bytes !== undefined && textOf(bytes) !== undefined);
    for (const bytes of whole === undefined ? readings : [whole]) {
      const decoded = bytes === undefined ? undefined : readBytes(bytes);
      if (typeof decoded === 'string') return ` ${decoded} `;
      if (decoded === OPAQUE) {
        found.isOpaque = true;
        return run;
      }
    }
    return run;
  };
  let decoded = unwrapped
    .replace(BETWEEN_WORDS, '$1')
    .replace(ENCODED_WORD, (_run, _charset: string, kind: string, body: string) => encodedWord(kind, body))
    .replace(ASCII85, (run, body: string) => decodeBytes(run, ascii85Bytes(body)))
    .replace(CODE_POINTS, (run) => codePointsText(run))
    .replace(BINARY, (run) => decodeBytes(run, binaryBytes(run)))
    .replace(HEX, (run) => decodeBytes(run, hexBytes(run), hexBytes(reverseText(run))))
    .replace(CALLS, (run) => codesText(run))
    .replace(PLACES, (run) => placesText(run))
    .replace(CODES, (run) => decodeBytes(run, codeBytes(run), octalBytes(run)));
  if (decoded === unwrapped)
    decoded = unwrapped.replace(BASE32, (run) => (WORD.test(run) ? run : decodeBytes(run, base32(run))));
  if (decoded === unwrapped)
    decoded = unwrapped.replace(BASE32_HEX, (run) => decodeBytes(run, base32(run.replace(/./g, ordinary))));
  if (decoded === unwrapped) {
    decoded = unwrapped.replace(BASE64, (run) =>
      looksEncoded(run) ? decodeBytes(run, ...base64Bytes(run)) : run,
    );
  }
  return found.isOpaque ? OPAQUE : decoded;
}

function encodedWord(kind: string, body: string): string {
  return kind.toLowerCase() === 'b'
    ? Buffer.from(body, 'base64').toString('utf8')
    : body.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, '%$1');
}

/** Ordinary long words decode too, to noise; a run needs a mixture that words do not have, or length. */
function looksEncoded(run: string): boolean {
  return /[A-Z]/.test(run) ? /[a-z0-9]/.test(run) : /[0-9]/.test(run) && run.length >= 16;
}

/** The bytes of a run, and those of it read backwards or rotated by thirteen letters. */
function base64Bytes(run: string): readonly Buffer[] {
  const bytes = Buffer.from(run, 'base64');
  if (run.length < MIN_TURNED) return [bytes];
  return [bytes, Buffer.from(reverseText(run), 'base64'), Buffer.from(rot13(run), 'base64')];
}

function binaryBytes(run: string): Buffer {
  return Buffer.from((run.match(/[01]{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

function codePointsText(run: string): string {
  const points = (run.match(/[0-9a-fA-F]{4,6}/g) ?? []).map((point) => parseInt(point, 16));
  return points.every((point) => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : run;
}

function hexBytes(run: string): Buffer | undefined {
  const digits = run.replace(/0x|\\x|[ :,;-]/g, '');
  return digits.length % 2 === 0 ? Buffer.from(digits, 'hex') : undefined;
}

function codeBytes(run: string): Buffer | undefined {
  const codes = run.match(/\d+/g)?.map(Number) ?? [];
  return codes.every((code) => code >= 9 && code < 256) ? Buffer.from(codes) : undefined;
}

/** Where other signs part the letters of a word, spaces or strokes part words. */
function placesText(run: string): string {
  const words = PLACES_OF_WORD.test(run) || run.includes(' / ') ? run.split(/ ?\/ ?|(?<=\d) +(?=\d)/) : [run];
  const places = words.map((word) => (word.match(/\d+/g) ?? []).map(Number));
  if (places.flat().some((place) => place < 1 || place > LETTERS)) return run;
  return ` ${places.map((word) => String.fromCharCode(...word.map((place) => place + 96))).join(' ')} `;
}

function codesText(run: string): string {
  const codes = (run.match(/\d+/g) ?? []).map(Number);
  return codes.every((code) => code > 0 && code <= 0x10ffff) ? ` ${String.fromCodePoint(...codes)} ` : run;
}

/** Characters by their number in three octal digits. */
function octalBytes(run: string): Buffer | undefined {
  const codes = run.match(/\d+/g) ?? [];
  return codes.every((code) => /^[0-3]?[0-7]{2}$/.test(code))
    ? Buffer.from(codes.map((code) => parseInt(code, 8)))
    : undefined;
}

/** A digit of base 32 in the order of hexadecimal digits as one of the usual order. */
function ordinary(digit: string): string {
  return BASE32_ALPHABET[Number.parseInt(digit, 32)] ?? digit;
}

function base32(run: string): Buffer {
  const end = run.includes('=') ? run.indexOf('=') : run.length;
  const bytes = Buffer.alloc((end * 5) >> 3);
  let count = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < end; at++) {
    held = ((held << 5) & 0xffff) | (BASE32_VALUES[run.charCodeAt(at)] ?? 0);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[count++] = (held >> bits) & 0xff;
      held &= (1 << bits) - 1;
    }
  }
  return bytes;
}
