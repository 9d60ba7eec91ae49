import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

import { cborText } from './cbor.js';
import { ebcdicText } from './ebcdic.js';
import { mayBeDeflated } from './may-be-deflated.js';
import { isText, textOf } from './printable.js';
import { latinText, piecesInBytes, textBetweenZeros } from './text-in-bytes.js';

/** A run that holds something no rule can look into: an archive, a document, a broken compression. */
export const OPAQUE = Symbol('opaque');
export type Decoded = string | typeof OPAQUE;

const MAX_INFLATED = 65_536;
const MAX_LAYERS = 3;
const SMALL_IMAGE_BYTES = 1_024;
const MIN_DEFLATED = 12;
/** Longer than what chance makes of a small picture. */
const PRINTABLE_RUN = /(?=[\x20-\x7e]{8})[\x20-\x7e]*[A-Za-z]{3}[\x20-\x7e]*/g;
/** How PDF, ZIP (and so DOCX) and old Office files begin; then xz, 7z, Zstandard and LZ4. */
const DOCUMENTS = new Set([
  '%PDF',
  'PK\x03\x04',
  '\xd0\xcf\x11\xe0',
  '\xfd7zX',
  '7z\xbc\xaf',
  '\x28\xb5\x2f\xfd',
  '\x04\x22\x4d\x18',
]);
/** How bzip2, RAR, cabinet files, lzip, snappy and LZMA go on: letters that a text may begin with, and what none has. */
const ARCHIVES =
  /^(?:BZh[1-9](?:1AY&SY|\x17rE8P\x90)|Rar!\x1a\x07|MSCF\0{4}|LZIP\x01|\xff\x06\0\0sNaPpY|\x82SNAPPY\0|\x5d\0\0[\0-\x80]\0)/;
const ARCHIVE_BEGINNING = 10;

/** The text that bytes spell, compressed or not; undefined when they spell none. */
export function readBytes(bytes: Buffer, layer = 0): Decoded | undefined {
  const magic = bytes.subarray(0, 4).toString('latin1');
  if (DOCUMENTS.has(magic) || isArchive(bytes)) return OPAQUE;
  if (magic.startsWith('\x1f\x8b')) return inflated(bytes, gunzipSync, layer) ?? OPAQUE;
  if (isImage(magic)) return bytes.length > SMALL_IMAGE_BYTES ? OPAQUE : textBeside(bytes);
  const unpacked = isZlib(bytes) ? inflated(bytes, inflateSync, layer) : undefined;
  return unpacked ?? plainText(bytes);
}

/** Compressed in a way that is not undone here. */
function isArchive(bytes: Buffer): boolean {
  return ARCHIVES.test(bytes.subarray(0, ARCHIVE_BEGINNING).toString('latin1'));
}

function plainText(bytes: Buffer): string | undefined {
  return (
    textOf(bytes) ??
    ebcdicText(bytes) ??
    wideText(bytes) ??
    textBetweenZeros(bytes) ??
    deflatedText(bytes) ??
    latinText(bytes) ??
    cborText(bytes) ??
    piecesInBytes(bytes)
  );
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

/** What an image says of itself beside its picture: a title, a description, a comment. */
function textBeside(image: Buffer): string | undefined {
  const runs = image.toString('latin1').match(PRINTABLE_RUN) ?? [];
  return runs.length === 0 ? undefined : runs.join('\n');
}

function inflated(bytes: Buffer, inflate: typeof gunzipSync, layer: number): Decoded | undefined {
  const plain = unpacked(bytes, inflate);
  if (plain === undefined) return undefined;
  if (layer >= MAX_LAYERS) return OPAQUE;
  return readBytes(plain, layer + 1) ?? plain.toString('utf8');
}

function unpacked(bytes: Buffer, inflate: typeof gunzipSync): Buffer | undefined {
  try {
    return inflate(bytes, { maxOutputLength: MAX_INFLATED });
  } catch {
    return undefined;
  }
}

/** Deflated without a header: only what then reads as text was. */
function deflatedText(bytes: Buffer): string | undefined {
  if (bytes.length < MIN_DEFLATED || !mayBeDeflated(bytes)) return undefined;
  const plain = unpacked(bytes, inflateRawSync);
  return plain === undefined || plain.length < bytes.length / 2 ? undefined : textOf(plain);
}

/** Text in UTF-16: with its mark, or with most characters from the first 256. */
function wideText(bytes: Buffer): string | undefined {
  if (bytes.length < 8 || bytes.length % 2 === 1) return undefined;
  const little = zerosAt(bytes, 1);
  const big = zerosAt(bytes, 0);
  if (bytes[0] === 0xff || little > big) return readWide(bytes, bytes[0] === 0xff || little >= 0.4);
  return readWide(Buffer.from(bytes).swap16(), bytes[0] === 0xfe || big >= 0.4);
}

function readWide(bytes: Buffer, isWide: boolean): string | undefined {
  if (!isWide) return undefined;
  const text = bytes.toString('utf16le').replace(/^\ufeff/, '');
  return isText(text) ? text : undefined;
}

/** The share of zeros among the even or the odd bytes. */
function zerosAt(bytes: Buffer, first: 0 | 1): number {
  let zeros = 0;
  for (let at = first; at < bytes.length; at += 2) if (bytes[at] === 0) zeros++;
  return zeros / (bytes.length / 2);
}
