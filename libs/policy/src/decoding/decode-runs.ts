import { gunzipSync, inflateSync } from 'node:zlib';

import { textOf } from './printable.js';

/** A run that holds something no rule can look into: an archive, a document, a broken compression. */
export const OPAQUE = Symbol('opaque');
export type Decoded = string | typeof OPAQUE;

const MAX_INFLATED = 65_536;
const SMALL_IMAGE_BYTES = 1_024;
const BASE64 = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
const WRAPPED = /^[A-Za-z0-9+/]{16,}(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/]+)+={0,2}$/;
const HEX = /(?:0x|\\x)?(?:[0-9a-fA-F]{2}){6,}|(?:[0-9a-fA-F]{2}[ :,]){5,}[0-9a-fA-F]{2}/g;
const BASE32 = /[A-Z2-7]{16,}={0,6}/g;
const ASCII85 = /<~([!-uz\s]{5,})~>/g;
const CODES = /(?:\b\d{2,3}\b[ ,;]+){5,}\d{2,3}\b/g;
const ENCODED_WORD = /=\?([\w-]{3,20})\?([bBqQ])\?([^?\s]{2,})\?=/g;
/** How PDF, ZIP (and so DOCX) and old Office files begin. */
const DOCUMENTS = new Set(['%PDF', 'PK\x03\x04', '\xd0\xcf\x11\xe0']);
const BASE32_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Replaces every run of an encoding by the text it spells; what does not spell text stays. */
export function decodeRuns(text: string): Decoded {
  if (text.length < 8) return text;
  const unwrapped = WRAPPED.test(text.trim()) ? text.replace(/\s+/g, '') : text;
  const found = { isOpaque: false };
  const decodeBytes = (run: string, bytes: Buffer | undefined): string => {
    const decoded = bytes === undefined ? undefined : readBytes(bytes);
    if (decoded === OPAQUE) found.isOpaque = true;
    return typeof decoded === 'string' ? ` ${decoded} ` : run;
  };
  let decoded = unwrapped
    .replace(ENCODED_WORD, (_run, _charset: string, kind: string, body: string) => encodedWord(kind, body))
    .replace(ASCII85, (run, body: string) => decodeBytes(run, ascii85(body)))
    .replace(HEX, (run) => decodeBytes(run, hexBytes(run)))
    .replace(CODES, (run) => decodeBytes(run, codeBytes(run)));
  if (decoded === unwrapped) decoded = unwrapped.replace(BASE32, (run) => decodeBytes(run, base32(run)));
  if (decoded === unwrapped) {
    decoded = unwrapped.replace(BASE64, (run) =>
      decodeBytes(run, looksEncoded(run) ? Buffer.from(run, 'base64') : undefined),
    );
  }
  return found.isOpaque ? OPAQUE : decoded;
}

/** Numbers that are the codes of characters, as a byte array spells them. */
export function decodeCodes(codes: readonly number[]): string | undefined {
  return textOf(Buffer.from(codes));
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

function hexBytes(run: string): Buffer | undefined {
  const digits = run.replace(/0x|\\x|[ :,]/g, '');
  return digits.length % 2 === 0 ? Buffer.from(digits, 'hex') : undefined;
}

function codeBytes(run: string): Buffer | undefined {
  const codes = run.match(/\d+/g)?.map(Number) ?? [];
  return codes.every((code) => code >= 9 && code < 256) ? Buffer.from(codes) : undefined;
}

function base32(run: string): Buffer | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of run.replace(/=+$/, '')) {
    held = (held << 5) | BASE32_ALPHABET.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
      held &= (1 << bits) - 1;
    }
  }
  return Buffer.from(bytes);
}

function ascii85(body: string): Buffer {
  const bytes: number[] = [];
  const source = body.replace(/\s/g, '').replaceAll('z', '!!!!!');
  for (let at = 0; at < source.length; at += 5) {
    const group = source.slice(at, at + 5);
    let value = 0;
    for (let index = 0; index < 5; index++) value = value * 85 + ((group.charCodeAt(index) || 117) - 33);
    const four = [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
    bytes.push(...four.slice(0, group.length - 1));
  }
  return Buffer.from(bytes);
}

function readBytes(bytes: Buffer): Decoded | undefined {
  const magic = bytes.subarray(0, 4).toString('latin1');
  if (DOCUMENTS.has(magic)) return OPAQUE;
  if (magic.startsWith('\x1f\x8b')) return inflated(bytes, gunzipSync) ?? OPAQUE;
  if (isZlib(bytes)) {
    const text = inflated(bytes, inflateSync);
    if (text !== undefined) return text;
  }
  if (isImage(magic)) return bytes.length > SMALL_IMAGE_BYTES ? OPAQUE : undefined;
  return textOf(bytes);
}

function isZlib(bytes: Buffer): boolean {
  return bytes.length > 8 && bytes[0] === 0x78 && bytes.readUInt16BE(0) % 31 === 0;
}

/** An icon cannot hold a scanned page; anything larger might. */
function isImage(magic: string): boolean {
  return (
    magic === '\x89PNG' || magic.startsWith('GIF8') || magic.startsWith('\xff\xd8\xff') || magic === 'RIFF'
  );
}

function inflated(bytes: Buffer, inflate: typeof gunzipSync): string | undefined {
  try {
    return inflate(bytes, { maxOutputLength: MAX_INFLATED }).toString('utf8');
  } catch {
    return undefined;
  }
}
