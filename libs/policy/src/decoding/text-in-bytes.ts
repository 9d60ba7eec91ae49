/** Shorter pieces are chance. */
const MIN_BYTES = 10;
const MIN_LETTERS = 0.7;
const MIN_HELD = 0.5;
/** Controls but the ends of lines, and what no text in Windows-1252 holds. */
const NO_TEXT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;
const LATIN_LETTER = /[A-Za-zÀ-ÖØ-öø-ÿ ]/g;
/** Most letters of any language that Latin-1 is for have no accent. */
const PLAIN_LETTER = /[A-Za-z ]/g;
const MIN_PLAIN = 0.6;
const BETWEEN_PIECES = /[\0-\x1f\x7f\ufffd]+/;
const PIECE = /\p{L}{4}/u;
const LETTER = /[\p{L}\p{M} ]/gu;

/** The text that bytes spell in Latin-1, as old programs write it: letters for the most part. */
export function latinText(bytes: Buffer): string | undefined {
  if (bytes.length < MIN_BYTES) return undefined;
  const text = bytes.toString('latin1');
  const isText =
    !NO_TEXT.test(text) &&
    countOf(text, PLAIN_LETTER) >= text.length * MIN_PLAIN &&
    countOf(text, LATIN_LETTER) >= text.length * MIN_LETTERS;
  return isText ? text : undefined;
}

/**
 * The pieces of text that a record for machines holds between its lengths and tags (Protocol Buffers, MessagePack, Avro),
 * where most of it is text.
 */
export function piecesInBytes(bytes: Buffer): string | undefined {
  if (bytes.length < MIN_BYTES) return undefined;
  const pieces = bytes.toString('utf8').split(BETWEEN_PIECES).filter(isPiece);
  const held = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  return held >= (bytes.length - zerosIn(bytes)) * MIN_HELD ? pieces.join('\n') : undefined;
}

/** The text of characters of four bytes, of which three are zero. */
export function textBetweenZeros(bytes: Buffer): string | undefined {
  const text =
    bytes.length % 4 === 0 && zerosIn(bytes) * 4 >= bytes.length * 3 ? bytes.filter(Boolean) : undefined;
  return text === undefined || text.length < MIN_BYTES / 2 ? undefined : latinText(Buffer.from(text));
}

/** What fills fields of a fixed length. */
function zerosIn(bytes: Buffer): number {
  let zeros = 0;
  for (const byte of bytes) if (byte === 0) zeros++;
  return zeros;
}

function isPiece(piece: string): boolean {
  return PIECE.test(piece) && countOf(piece, LETTER) >= piece.length * MIN_LETTERS;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
