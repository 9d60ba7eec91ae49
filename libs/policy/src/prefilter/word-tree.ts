const WIDTH = 32;
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

  get table(): Uint16Array {
    return this.#table;
  }

  get marks(): Uint8Array {
    return this.#marks;
  }

  /** Adds a word. Words of other alphabets are none of this tree's business. */
  add(word: string, mark: number): void {
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
  }

  /** Whether some word begins at or after a place in a long word: what a run-on may hide. */
  holdsWord(word: string, minimum: number): boolean {
    for (let from = 0; from + minimum <= word.length; from++) {
      let row = ROOT;
      for (let at = from; at < word.length && row !== LOST; at++) {
        row = this.#table[row * WIDTH + letterClass(word[at] ?? 'a')] ?? LOST;
        if (at - from + 1 >= minimum && row !== LOST && (this.#marks[row] ?? 0) !== 0) return true;
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
      const marks = new Uint8Array(this.#marks.length * 2);
      marks.set(this.#marks);
      this.#marks = marks;
    }
    return row;
  }
}

function letterClass(letter: string): number {
  return letter.charCodeAt(0) - 97;
}
