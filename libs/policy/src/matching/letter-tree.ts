import type { LetterTurn } from '../decoding/letter-turns.js';

const WIDTH = 36;
const NONE = 0xff;
const FIRST_DIGIT = 26;
/** Row of a word that has left the tree. */
export const LOST = 0;
export const ROOT = 1;

/** Column of each ASCII character: letters, then digits. */
const COLUMNS = Uint8Array.from({ length: 128 }, (_, unit) => {
  if (unit >= 97 && unit <= 122) return unit - 97;
  return unit >= 48 && unit <= 57 ? FIRST_DIGIT + unit - 48 : NONE;
});

/**
 * Words as a table of rows: a row and the next UTF-16 unit give the next row. Letters `a` to `z` and digits stand in a
 * dense table, the rest in a map.
 */
export class LetterTree {
  #rows = 2;
  #table = new Uint16Array(1024 * WIDTH);
  readonly #others = new Map<number, number>();

  /** Rows are numbered from `ROOT` up to this, exclusive. */
  get rows(): number {
    return this.#rows;
  }

  /** The row that a word ends on, made where there is none. */
  add(word: string): number {
    let row = ROOT;
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at);
      const next = this.step(row, unit);
      row = next === LOST ? this.#grow(row, unit) : next;
    }
    return row;
  }

  step(row: number, unit: number): number {
    const column = unit < 128 ? (COLUMNS[unit] ?? NONE) : NONE;
    return column === NONE
      ? (this.#others.get(row * 0x10000 + unit) ?? LOST)
      : (this.#table[row * WIDTH + column] ?? LOST);
  }

  /** The row of a whole word; `LOST` for one that nothing added begins with. */
  rowOf(word: string): number {
    let row = ROOT;
    for (let at = 0; at < word.length && row !== LOST; at++) row = this.step(row, word.charCodeAt(at));
    return row;
  }

  /** The row of a word read from its end. */
  rowOfReversed(word: string): number {
    let row = ROOT;
    for (let at = word.length - 1; at >= 0 && row !== LOST; at--) row = this.step(row, word.charCodeAt(at));
    return row;
  }

  /** The row of a word with its letters exchanged. */
  rowOfTurned(word: string, turn: LetterTurn): number {
    let row = ROOT;
    for (let at = 0; at < word.length && row !== LOST; at++)
      row = this.step(row, turn[word.charCodeAt(at)] ?? 0);
    return row;
  }

  #grow(row: number, unit: number): number {
    const next = this.#rows++;
    if (next > 0xffff) throw new RangeError('too many words');
    if (next * WIDTH >= this.#table.length) {
      const table = new Uint16Array(this.#table.length * 2);
      table.set(this.#table);
      this.#table = table;
    }
    const column = unit < 128 ? (COLUMNS[unit] ?? NONE) : NONE;
    if (column === NONE) this.#others.set(row * 0x10000 + unit, next);
    else this.#table[row * WIDTH + column] = next;
    return next;
  }
}
