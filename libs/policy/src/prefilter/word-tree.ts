import type { LetterTurn } from '../decoding/letter-turns.js';

const WIDTH = 32;
const FIRST_LETTER = 97;
const PLAIN = /^[a-z]+$/;

/** Row of a word that has left the tree. */
export const LOST = 0;
export const ROOT = 1;
export const ENDS = 1;
export const ENDS_IN_CAPITALS = 2;
export const BEGINS = 4;

/**
 * Words as one dense table: row × 32 + letter class gives the next row, `LOST` when no word goes on
 * that way. `marks` says what a row ends.
 */
export class WordTree {
  static readonly width = WIDTH;
  #rows = 2;
  #table = new Uint16Array(1024 * WIDTH);
  #marks = new Uint8Array(1024);
  #owners = new Uint8Array(1024);

  get table(): Uint16Array {
    return this.#table;
  }

  get marks(): Uint8Array {
    return this.#marks;
  }

  /** Whose words a row ends, as bits. */
  get owners(): Uint8Array {
    return this.#owners;
  }

  /** Adds a word of an owner, one bit. Words of other alphabets are none of this tree's business. */
  add(word: string, mark: number, owner = 0): void {
    if (!PLAIN.test(word)) return;
    let row = ROOT;
    for (const letter of word) {
      const cell = row * WIDTH + letterClass(letter);
      let next = this.#table[cell] ?? LOST;
      if (next === LOST) {
        next = this.#newRow();
        this.#table[cell] = next;
      }
      row = next;
    }
    this.#marks[row] = (this.#marks[row] ?? 0) | mark;
    this.#owners[row] = (this.#owners[row] ?? 0) | owner;
  }

  /** Whether letters, 0 to 25, are a whole word. */
  holds(letters: Uint8Array, count: number): boolean {
    let row = ROOT;
    for (let at = 0; at < count && row !== LOST; at++)
      row = this.#table[row * WIDTH + (letters[at] ?? 0)] ?? LOST;
    return (this.#marks[row] ?? 0) !== 0;
  }

  /** Whether letters read from their end are a whole word. */
  holdsReversed(letters: Uint8Array, count: number): boolean {
    let row = ROOT;
    for (let at = count - 1; at >= 0 && row !== LOST; at--)
      row = this.#table[row * WIDTH + (letters[at] ?? 0)] ?? LOST;
    return (this.#marks[row] ?? 0) !== 0;
  }

  /** Whether letters are a whole word once they are exchanged. */
  holdsTurned(letters: Uint8Array, count: number, turn: LetterTurn): boolean {
    let row = ROOT;
    for (let at = 0; at < count && row !== LOST; at++) {
      const letter = (turn[(letters[at] ?? 0) + FIRST_LETTER] ?? FIRST_LETTER) - FIRST_LETTER;
      row = this.#table[row * WIDTH + letter] ?? LOST;
    }
    return (this.#marks[row] ?? 0) !== 0;
  }

  /** Whether some word of so many letters stands anywhere in a long one: what a run-on may hide. */
  holdsPart(letters: Uint8Array, count: number, minimum: number): boolean {
    for (let from = 0; from + minimum <= count; from++) {
      let row = ROOT;
      for (let at = from; at < count && row !== LOST; at++) {
        row = this.#table[row * WIDTH + (letters[at] ?? 0)] ?? LOST;
        if (at - from + 1 >= minimum && (this.#marks[row] ?? 0) !== 0) return true;
      }
    }
    return false;
  }

  #newRow(): number {
    const row = this.#rows++;
    if (row > 0xfffe) throw new RangeError('too many words');
    if (row >= this.#marks.length) {
      const table = new Uint16Array(this.#table.length * 2);
      table.set(this.#table);
      this.#table = table;
      this.#marks = doubled(this.#marks);
      this.#owners = doubled(this.#owners);
    }
    return row;
  }
}

function doubled(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(bytes.length * 2);
  more.set(bytes);
  return more;
}

function letterClass(letter: string): number {
  return letter.charCodeAt(0) - 97;
}
