import type { Token } from './token.js';

const NOWHERE = -1;

/** Where in the text at hand a word of each class stands last: what does not come any more need not be looked for. */
export class LastPlaces {
  #places = new Int32Array(1024).fill(NOWHERE);

  #isNoted = false;

  /** Takes in a text, if that was not done yet. Of one text at a time. */
  note(tokens: readonly Token[]): void {
    if (this.#isNoted) return;
    this.#isNoted = true;
    for (let at = 0; at < tokens.length; at++) {
      const matchers = tokens[at]?.matchers ?? [];
      for (let index = 0; index < matchers.length; index++) this.#set(matchers[index] ?? 0, at);
    }
  }

  /** Index of the last token with a matcher; less than 0 where there is none. */
  of(matcher: number): number {
    return this.#places[matcher] ?? NOWHERE;
  }

  /** Ends a text. */
  forget(tokens: readonly Token[]): void {
    if (!this.#isNoted) return;
    this.#isNoted = false;
    for (let at = 0; at < tokens.length; at++) {
      const matchers = tokens[at]?.matchers ?? [];
      for (let index = 0; index < matchers.length; index++) this.#places[matchers[index] ?? 0] = NOWHERE;
    }
  }

  #set(matcher: number, at: number): void {
    if (matcher >= this.#places.length) {
      const places = new Int32Array(matcher * 2).fill(NOWHERE);
      places.set(this.#places);
      this.#places = places;
    }
    this.#places[matcher] = at;
  }
}
