import { PolicyError } from '../policy-error.js';

/** `HVNM`, then the length of the header: both as unsigned 32-bit integers, little-endian. */
const MAGIC = 0x4d4e5648;
const PREFIX = 8;
const FORMAT = 1;
const CATEGORY_COUNT = 11;

/** What a model file says of itself, as JSON before its tables. */
export interface NoteModelHeader {
  readonly format: number;
  /** Weights are a table of `2 ** bits` signed bytes, indexed by the upper bits of a feature's hash. */
  readonly bits: number;
  /** What one unit of a weight is worth. */
  readonly scale: number;
  readonly bias: number;
  /** How much each group of features counts. */
  readonly groupWeights: readonly number[];
  /** Scores above which a text is dropped: notes where rules and model decide, notes that must be understood, other texts. */
  readonly thresholds: { readonly screened: number; readonly strict: number; readonly elsewhere: number };
  /** Least share of known words, 0 to 1, of a note that `strict` clears. */
  readonly leastKnownShare: number;
  /** Known words are a table of `2 ** knownBits` bits. */
  readonly knownBits: number;
  /** One table of `2 ** categoryBits` signed bytes for each of S1 to S11. */
  readonly categoryBits: number;
  readonly categoryScale: number;
  readonly categoryBias: readonly number[];
  /** Source of the `ConceptBook`. */
  readonly concepts: string;
  /** SHA-256, in hexadecimal, of the texts it was trained with. */
  readonly trainedOn: string;
  readonly seed: number;
}

export interface NoteModelParts {
  readonly header: NoteModelHeader;
  readonly weights: Int8Array;
  readonly known: Uint8Array;
  readonly categories: Int8Array;
}

/** @throws PolicyError `model-malformed`. */
export function readNoteModelFile(bytes: Uint8Array): NoteModelParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < PREFIX || view.getUint32(0, true) !== MAGIC)
    throw new PolicyError('model-malformed', 'notes');
  const start = PREFIX + view.getUint32(4, true);
  const header = readHeader(bytes.subarray(PREFIX, start));
  const sizes = sizesOf(header);
  if (bytes.byteLength !== start + sizes.weights + sizes.known + sizes.categories) {
    throw new PolicyError('model-malformed', 'notes');
  }
  const known = start + sizes.weights;
  const categories = known + sizes.known;
  return {
    header,
    weights: Int8Array.from(new Int8Array(bytes.buffer, bytes.byteOffset + start, sizes.weights)),
    known: bytes.slice(known, categories),
    categories: Int8Array.from(new Int8Array(bytes.buffer, bytes.byteOffset + categories, sizes.categories)),
  };
}

export function writeNoteModelFile({ header, weights, known, categories }: NoteModelParts): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(PREFIX + text.length + weights.length + known.length + categories.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  let at = PREFIX;
  for (const part of [text, weights, known, categories]) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

function readHeader(bytes: Uint8Array): NoteModelHeader {
  let header: Partial<NoteModelHeader>;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes)) as Partial<NoteModelHeader>;
  } catch {
    throw new PolicyError('model-malformed', 'notes');
  }
  if (header.format !== FORMAT || header.categoryBias?.length !== CATEGORY_COUNT) {
    throw new PolicyError('model-malformed', 'notes');
  }
  return header as NoteModelHeader;
}

function sizesOf({ bits, knownBits, categoryBits }: NoteModelHeader): {
  readonly weights: number;
  readonly known: number;
  readonly categories: number;
} {
  return { weights: 2 ** bits, known: 2 ** knownBits / 8, categories: CATEGORY_COUNT * 2 ** categoryBits };
}
