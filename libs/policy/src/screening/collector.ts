import { inOrder } from './in-order.js';
import { OPAQUE, readBytes } from '../decoding/read-bytes.js';

const LABELS = new Set(
  (
    'q question label k key name nom field campo pregunta pergunta champ libelle title titre header heading prompt ' +
    'display element attribute column item property kind type document form code text linkid system etiqueta ' +
    'intitule motif subject objet genre sorte tipo category categorie'
  ).split(' '),
);
const LONGEST_LABEL = Math.max(...Array.from(LABELS, (label) => label.length));
const MAX_LABEL = 160;
const MAX_LINES = 12;
const MAX_LABEL_DEPTH = 2;
const MAX_FRAGMENT = 14;
/** Arrays inside each other that are still read as one. */
const MAX_ROWS = 3;
const PREFIX = /^[A-Z]{3}$/;
const NUMBER = /^[0-9][0-9 -]{2,}[A-Z]?$/;
const MIN_CODES = 5;
const CODE = /^[1-9]\d{1,2}$/;
/** Of the places of letters in the alphabet. */
const MAX_LETTERS = 10_000;

/** The value of the member that names what its siblings hold: `{ "q": "Statut ?", "a": "…" }`. */
export function labelOf(
  members: Readonly<Record<string, unknown>>,
): { key: string; label: string } | undefined {
  for (const key of Object.keys(members)) {
    if (!isLabel(key)) continue;
    const label = labelText(members[key]);
    if (label !== undefined) return { key, label };
  }
  return undefined;
}

/** What a label says: a text, or the texts of a coded concept (`{ "coding": [{ "code": "PPN" }] }`). */
export function labelText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length <= MAX_LABEL ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const texts = textsOf(value, 0);
  const label = texts.join(' ');
  return texts.length > 0 && label.length <= MAX_LABEL ? label : undefined;
}

function textsOf(value: object, depth: number): readonly string[] {
  if (depth > MAX_LABEL_DEPTH) return [];
  return Object.values(value).flatMap((part: unknown) =>
    typeof part === 'string'
      ? [part]
      : typeof part === 'object' && part !== null
        ? textsOf(part, depth + 1)
        : [],
  );
}

/** Whether a member of this name names what its siblings hold: `categorie_libelle`, `fieldLabel` and `q` by their last word. */
export function isLabel(key: string): boolean {
  const { length } = key;
  let from = length;
  while (from > 0 && isSmall(key.charCodeAt(from - 1))) from--;
  if (from === length) return LABELS.has(key.toLowerCase());
  if (from > 0 && isCapital(key.charCodeAt(from - 1))) from--;
  // Said in full only where it may be one of them: this is asked about every name of every event.
  return length - from <= LONGEST_LABEL && LABELS.has(key.slice(from).toLowerCase());
}

function isSmall(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

function isCapital(unit: number): boolean {
  return unit >= 65 && unit <= 90;
}

/** What an array says when its items are read as one: words in a row, pieces of a word, codes of characters. */
export function joinedItems(items: readonly unknown[]): readonly string[] {
  if (items.length < 2) return [];
  const numbers = items.filter((item): item is number => typeof item === 'number' && Number.isInteger(item));
  if (numbers.length === items.length) return joinedNumbers(numbers);
  const pieces = piecesOf(items);
  return pieces.length < 2 ? [] : [...joinedPieces(pieces), ...joinedCodes(pieces)];
}

/** What pieces say that are numbers of characters, each written as a text. */
export function joinedCodes(pieces: readonly string[]): readonly string[] {
  return pieces.length >= MIN_CODES && pieces.every((piece) => CODE.test(piece))
    ? joinedNumbers(pieces.map(Number))
    : [];
}

/** What the items of an array say that say one thing each; the others are passed over. */
export function piecesOf(items: readonly unknown[]): readonly string[] {
  const pieces: string[] = [];
  for (const item of inOrder(items)) {
    const piece = pieceOf(item);
    if (piece !== undefined) pieces.push(piece);
  }
  return pieces;
}

/**
 * What the members of an object say when all of them are one series, by their names or as digits, and what those say whose
 * names only number them (`note_a`, `note_b`).
 */
export function joinedMembers(members: Readonly<Record<string, unknown>>): readonly string[] {
  const codes = codesByNumber(members);
  if (codes.length > 0) return joinedNumbers(codes);
  const pieces: string[] = [];
  const series = new Map<string, string[]>();
  let areDigits = true;
  for (const key of Object.keys(members)) {
    const value = members[key];
    if (typeof value !== 'string') continue;
    pieces.push(value);
    const stem = stemOf(key);
    const begun = series.get(stem);
    if (begun === undefined) series.set(stem, [value]);
    else begun.push(value);
    areDigits &&= /^[0-9][0-9 -]*$/.test(value);
  }
  if (pieces.length < 2) return joinedNumber(pieces);
  if (areDigits || [...series.keys()].every(isLetter)) return joinedPieces(pieces);
  const rows = [...series.values()].filter((row) => row.length > 1);
  return [...rows.flatMap(joinedPieces), ...(series.size === 1 ? [] : joinedNumber(pieces))];
}

/** Digits anywhere, or a letter of its own at the end: `f1_x`, `note_a`, `lineB`. */
const NUMBERING = /[0-9]|[-_ .][a-zA-Z]$|[a-z][A-Z]$/;

/** Whether a name may be that of one member of a series. */
export function isNumbered(key: string): boolean {
  return NUMBERING.test(key);
}

function stemOf(key: string): string {
  return isNumbered(key) ? key.replace(/[0-9]+|[-_ .][a-zA-Z]$|(?<=[a-z])[A-Z]$/g, '') : key;
}

/**
 * One name cut over the names of an object: over members that hold nothing (`{ "immi": "", "gration": "" }`), or over
 * objects of one member each, one inside the other.
 */
export function splitNames(members: Readonly<Record<string, unknown>>): readonly string[] {
  for (const key in members) {
    const value = members[key];
    if (value === '') return namesWithoutValues(members);
    return typeof value === 'object' && value !== null ? nestedNames(members) : [];
  }
  return [];
}

function namesWithoutValues(members: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.keys(members);
  if (names.length < 2 || names.length > MAX_LINES || !names.every((name) => members[name] === '')) return [];
  return [names.join(' '), names.join('')];
}

function nestedNames(members: Readonly<Record<string, unknown>>): readonly string[] {
  const names: string[] = [];
  for (let inner: unknown = members; names.length < MAX_LINES;) {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) break;
    const [only, ...others] = Object.keys(inner);
    if (only === undefined || others.length > 0) break;
    names.push(only);
    inner = (inner as Readonly<Record<string, unknown>>)[only];
  }
  return names.length < 2 ? [] : [names.join('')];
}

/** The values of members that are named by their place and are whole numbers: `{ "0": 114, "1": 101 }`. */
export function codesByNumber(members: Readonly<Record<string, unknown>>): readonly number[] {
  const codes: number[] = [];
  for (const key in members) {
    const value = members[key];
    if (typeof value !== 'number' || !Number.isInteger(value) || !/^[0-9]+$/.test(key)) return [];
    codes.push(value);
  }
  return codes;
}

/** A name of one letter: it says as little as a number. */
function isLetter(name: string): boolean {
  return name.length === 1;
}

/** A prefix and the number after it. */
function joinedNumber(pieces: readonly string[]): readonly string[] {
  const at = pieces.findIndex(
    (piece, index) => isPrefixOfNumber(piece) && NUMBER.test(pieces[index + 1] ?? ''),
  );
  return at < 0 ? [] : [pieces.slice(at, at + 2).join('')];
}

function joinedNumbers(numbers: readonly number[]): readonly string[] {
  if (numbers.length < MIN_CODES) {
    return numbers.every(isIdeograph) ? [String.fromCodePoint(...numbers)] : [];
  }
  if (numbers.every((number) => number >= 0 && number <= 9)) return [numbers.join('')];
  if (numbers.every((number) => number >= 1 && number <= 26))
    return [String.fromCharCode(...numbers.slice(0, MAX_LETTERS).map((number) => number + 96))];
  if (numbers.every((number) => number >= -128 && number < 256)) {
    const bytes = Buffer.from(numbers.map((number) => number & 0xff));
    const read = readBytes(bytes);
    if (read !== undefined) return [read === OPAQUE ? bytes.toString('base64') : read];
  }
  if (!numbers.every((number) => number >= 9 && number < 0x110000)) return [];
  return [String.fromCodePoint(...numbers.slice(0, 10_000))];
}

/** Few codes are enough for words of ideographs. */
export function isIdeograph(number: number): boolean {
  return number >= 0x4e00 && number < 0xa000;
}

/** An item that is a string, a number, a row of them, or an object whose only text is one string. */
function pieceOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  if (typeof item === 'number') return String(item);
  if (typeof item !== 'object' || item === null) return undefined;
  return Array.isArray(item) ? rowOf(item, 0) : onlyTextOf(item);
}

function onlyTextOf(item: object): string | undefined {
  let text: string | undefined;
  for (const key in item) {
    const value = (item as Readonly<Record<string, unknown>>)[key];
    if (typeof value !== 'string') continue;
    if (text !== undefined) return undefined;
    text = value;
  }
  return text;
}

/** What an array inside an array says: letters as a word, few words as a row. */
function rowOf(items: readonly unknown[], depth: number): string | undefined {
  if (items.length === 0 || items.length > MAX_FRAGMENT || depth > MAX_ROWS) return undefined;
  const parts: string[] = [];
  for (const item of items) {
    const part = Array.isArray(item) ? rowOf(item, depth + 1) : typeof item === 'string' ? item : undefined;
    if (part !== undefined) parts.push(part);
  }
  if (parts.length === 0) return undefined;
  return parts.every((part) => part.length === 1) ? parts.join('') : parts.join(' ');
}

/** Whether pieces are short enough to be parts of one word or number, or parts of a line for machines. */
export function areFragments(pieces: readonly string[]): boolean {
  return (
    // A few lines may each end in the middle of a word, however long they are.
    pieces.length <= MAX_LINES ||
    pieces.every((piece) => piece.length <= MAX_FRAGMENT) ||
    pieces.some((piece) => piece.includes('<<'))
  );
}

/** Letters that an identifier may begin with, kept in a field of their own: `IMM` beside `5708`. */
export function isPrefixOfNumber(value: unknown): boolean {
  return typeof value === 'string' && value.length === 3 && PREFIX.test(value);
}

function joinedPieces(pieces: readonly string[]): readonly string[] {
  const spaced = pieces.join(' ');
  return areFragments(pieces) ? [spaced, pieces.join('')] : [spaced];
}
