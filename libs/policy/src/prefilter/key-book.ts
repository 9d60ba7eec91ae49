import type { Token } from '../matching/token.js';

const MAX_KEYS = 4_096;
const MAX_KEY_LENGTH = 40;
const MAX_CODES_LENGTH = 200;
const CODES = /^\/?[a-z]+(?:[ /.-]\/?[a-z]+)*$/;

export type KeyKind = 'plain' | 'numbered' | 'suspect';

/**
 * What field names say: nothing, nothing but a number of their kind (`line2`), or a word that some rule could begin
 * with. Remembers short names that say nothing, and no others.
 */
export class KeyBook {
  readonly #known = new Map<string, KeyKind>();

  readonly #words = new Map<string, readonly Token[]>();

  constructor(
    private readonly isSuspect: (key: string) => boolean,
    private readonly read: (key: string) => readonly Token[],
  ) {}

  /** Whether a value is a code such as `step-free`, or several: lower-case words without digits that say nothing. */
  isPlainCode(text: string): boolean {
    if (text.length > MAX_CODES_LENGTH || !CODES.test(text)) return false;
    if (!text.includes(' ')) return this.kindOf(text) !== 'suspect';
    return text.split(' ').every((code) => this.kindOf(code) !== 'suspect');
  }

  /** The words of a field name. */
  wordsOf(key: string): readonly Token[] {
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    const words = this.read(key);
    if (this.#words.size < MAX_KEYS && this.#known.has(key)) this.#words.set(key, words);
    return words;
  }

  kindOf(key: string): KeyKind {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (key.length > MAX_KEY_LENGTH || this.isSuspect(key)) return 'suspect';
    const kind = /[0-9]/.test(key) ? 'numbered' : 'plain';
    if (this.#known.size < MAX_KEYS) this.#known.set(key, kind);
    return kind;
  }
}
