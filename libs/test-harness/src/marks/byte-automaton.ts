const BYTES = 256;
const NONE = -1;

/**
 * Finds any of many byte strings in one pass over the bytes (Aho and Corasick). Its time does not depend on how many are
 * looked for.
 */
export class ByteAutomaton {
  /** Which column of the table a byte has; bytes that stand in no needle share column 0. */
  readonly #columns = new Uint8Array(BYTES);
  readonly #width: number;
  #next: Int32Array;
  /** The needle that ends in a state, by its index; -1 for none. */
  #found: Int32Array;
  #states = 1;

  constructor(needles: readonly Uint8Array[]) {
    const inUse = [...new Set(needles.flatMap((needle) => [...needle]))];
    inUse.forEach((byte, index) => (this.#columns[byte] = index + 1));
    this.#width = inUse.length + 1;
    const most = 1 + needles.reduce((sum, { length }) => sum + length, 0);
    this.#next = new Int32Array(most * this.#width).fill(NONE);
    this.#found = new Int32Array(most).fill(NONE);
    needles.forEach((needle, index) => this.#add(needle, index));
    this.#next = this.#next.slice(0, this.#states * this.#width);
    this.#found = this.#found.slice(0, this.#states);
    this.#link();
  }

  /**
   * Goes on from a state (0 at the beginning), so that what is cut between two chunks is found too.
   *
   * @returns the state after the last byte.
   */
  scan(bytes: Uint8Array, state: number, onFound: (needle: number) => void): number {
    const columns = this.#columns;
    const next = this.#next;
    const found = this.#found;
    const width = this.#width;
    let current = state;
    for (let index = 0; index < bytes.length; index += 1) {
      current = next[current * width + (columns[bytes[index] as number] as number)] as number;
      const needle = found[current] as number;
      if (needle !== NONE) onFound(needle);
    }
    return current;
  }

  #add(needle: Uint8Array, index: number): void {
    let state = 0;
    for (const byte of needle) {
      const cell = state * this.#width + (this.#columns[byte] ?? 0);
      if (this.#next[cell] === NONE) {
        this.#next[cell] = this.#states;
        this.#states += 1;
      }
      state = this.#next[cell] ?? 0;
    }
    this.#found[state] = index;
  }

  /** Fills in where to go on when a needle breaks off: breadth first, so that shorter prefixes are done before. */
  #link(): void {
    const width = this.#width;
    const next = this.#next;
    const fallback = new Int32Array(this.#states);
    const queue: number[] = [];
    for (let column = 0; column < width; column += 1) {
      if (next[column] === NONE) next[column] = 0;
      else queue.push(next[column] as number);
    }
    for (let head = 0; head < queue.length; head += 1) {
      const state = queue[head] as number;
      const shorter = fallback[state] as number;
      if (this.#found[state] === NONE) this.#found[state] = this.#found[shorter] as number;
      for (let column = 0; column < width; column += 1) {
        const cell = state * width + column;
        const otherwise = next[shorter * width + column] as number;
        if (next[cell] === NONE) next[cell] = otherwise;
        else {
          fallback[next[cell] as number] = otherwise;
          queue.push(next[cell] as number);
        }
      }
    }
  }
}
