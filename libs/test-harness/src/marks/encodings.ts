/** How a piece of a mark may stand somewhere. */
export interface Needle {
  readonly encoding: string;
  readonly bytes: Buffer;
}

type Write = (piece: string) => string | Buffer;

const codes = (piece: string): readonly number[] => [...Buffer.from(piece, 'ascii')];
const joined = (piece: string, each: (code: number) => string, separator = ''): string =>
  codes(piece).map(each).join(separator);
const hexOf = (code: number): string => code.toString(16);
const upperHexOf = (code: number): string => hexOf(code).toUpperCase();

const ROT13_LETTERS = 13;
const ALPHABET = 26;
const FIRST_LETTER = 0x61;

const rot13 = (code: number): string =>
  String.fromCharCode(((code - FIRST_LETTER + ROT13_LETTERS) % ALPHABET) + FIRST_LETTER);

/** Letters of several bytes, little- or big-endian alike: the zeros between the letters, not those around them. */
function wide(piece: string, bytesPerLetter: number): Buffer {
  const buffer = Buffer.alloc((piece.length - 1) * bytesPerLetter + 1);
  codes(piece).forEach((code, index) => buffer.writeUInt8(code, index * bytesPerLetter));
  return buffer;
}

const BASE64_BITS = 6;
const BASE32_BITS = 5;
const BYTE_BITS = 8;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The characters that the piece alone decides when `before` other bytes stand in front of it. */
function determined(encoded: string, bits: number, before: number, length: number): string {
  const from = Math.ceil((before * BYTE_BITS) / bits);
  return encoded.slice(from, Math.floor(((before + length) * BYTE_BITS) / bits));
}

function base64(piece: string, before: number): string {
  const encoded = Buffer.from('\0'.repeat(before) + piece, 'latin1').toString('base64');
  return determined(encoded, BASE64_BITS, before, piece.length);
}

function base32(piece: string, before: number): string {
  const bits = codes('\0'.repeat(before) + piece).map((code) => code.toString(2).padStart(BYTE_BITS, '0'));
  const groups = bits.join('').match(/.{5}/g) ?? [];
  const encoded = groups.map((group) => BASE32[Number.parseInt(group, 2)] ?? '').join('');
  return determined(encoded, BASE32_BITS, before, piece.length);
}

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** What text, byte and debugging formats make of plain letters. Compression is looked into instead: see `unpack`. */
const ENCODINGS: readonly (readonly [name: string, write: Write])[] = [
  ['raw', (piece) => piece],
  ['upper case', (piece) => piece.toUpperCase()],
  ['reversed', (piece) => Array.from(piece).reverse().join('')],
  ['rot13', (piece) => joined(piece, rot13)],
  ['percent', (piece) => joined(piece, (code) => `%${hexOf(code)}`)],
  ['percent', (piece) => joined(piece, (code) => `%${upperHexOf(code)}`)],
  ['percent twice', (piece) => joined(piece, (code) => `%25${hexOf(code)}`)],
  ['percent twice', (piece) => joined(piece, (code) => `%25${upperHexOf(code)}`)],
  ['hex', (piece) => joined(piece, hexOf)],
  ['hex', (piece) => joined(piece, upperHexOf)],
  ['spaced hex', (piece) => joined(piece, hexOf, ' ')],
  ['\\x escapes', (piece) => joined(piece, (code) => `\\x${hexOf(code)}`)],
  ['\\u escapes', (piece) => joined(piece, (code) => `\\u00${hexOf(code)}`)],
  ['\\u escapes', (piece) => joined(piece, (code) => `\\u00${upperHexOf(code)}`)],
  ['octal escapes', (piece) => joined(piece, (code) => `\\${code.toString(8)}`)],
  ['entities', (piece) => joined(piece, (code) => `&#${code};`)],
  ['entities', (piece) => joined(piece, (code) => `&#x${hexOf(code)};`)],
  ['byte numbers', (piece) => joined(piece, String, ',')],
  ['byte numbers', (piece) => joined(piece, String, ', ')],
  ['spaced letters', (piece) => Array.from(piece).join(' ')],
  ['UTF-16', (piece) => wide(piece, 2)],
  ['UTF-32', (piece) => wide(piece, 4)],
  ...times(3).map((before) => ['base64', (piece: string) => base64(piece, before)] as const),
  ...times(5).map((before) => ['base32', (piece: string) => base32(piece, before)] as const),
];

/** Everything to look for of one piece. */
export function needlesOf(piece: string): readonly Needle[] {
  return ENCODINGS.map(([encoding, write]) => {
    const written = write(piece);
    return { encoding, bytes: typeof written === 'string' ? Buffer.from(written, 'latin1') : written };
  });
}
