import { namesIn } from '../decoding/names-in-text.js';
import type { Token } from '../matching/token.js';

const MAX_KEYS = 8_192;
const MAX_KEY_LENGTH = 40;
const MAX_CODES_LENGTH = 200;
const CODES = /^\/?[a-z]+(?:[ /.-]\/?[a-z]+)*$/;

export type KeyKind = 'plain' | 'numbered' | 'suspect';

/**
 * What field names and codes say: nothing, nothing but a number of their kind (`line2`), or a word that some rule
 * could begin with. Remembers short ones that say nothing, and only those of documents that were cleared: nothing
 * of a dropped document stays in memory.
 */
export class KeyBook {
  readonly #known = new Map<string, KeyKind>();
  readonly #words = new Map<string, readonly Token[]>();
  readonly #pending = new Map<string, KeyKind>();

  constructor(
    private readonly isSuspect: (key: string) => boolean,
    private readonly read: (key: string) => readonly Token[],
  ) {}

  kindOf(key: string): KeyKind {
    const known = this.#known.get(key) ?? this.#pending.get(key);
    if (known !== undefined) return known;
    if (key.length > MAX_KEY_LENGTH || this.isSuspect(key)) return 'suspect';
    const kind = /[0-9]/.test(key) ? 'numbered' : 'plain';
    this.#pending.set(key, kind);
    return kind;
  }

  /** Whether a value has been seen to say nothing. */
  isKnown(text: string): boolean {
    return text.length <= MAX_KEY_LENGTH && this.#known.has(text);
  }

  /** Whether a value is a code such as `step-free`, or several: lower-case words without digits that say nothing. */
  isPlainCode(text: string): boolean {
    if (text.length > MAX_CODES_LENGTH || !CODES.test(text)) return false;
    if (!text.includes(' ')) return this.kindOf(text) !== 'suspect';
    return text.split(' ').every((code) => this.kindOf(code) !== 'suspect');
  }

  /** Whether a text spells out the name of a field that some rule could begin with: `imm_status`. */
  saysAsName(text: string): boolean {
    return text.includes('_') && namesIn(text).some(({ name }) => this.kindOf(name) === 'suspect');
  }

  /** The words of a field name. */
  wordsOf(key: string): readonly Token[] {
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    const words = this.read(key);
    if (this.#known.has(key)) this.#words.set(key, words);
    return words;
  }

  /** Ends one document: what was learnt from it stays only if it was cleared. */
  endDocument(isCleared: boolean): void {
    if (this.#pending.size === 0) return;
    if (isCleared) {
      for (const [key, kind] of this.#pending) if (this.#known.size < MAX_KEYS) this.#known.set(key, kind);
    }
    this.#pending.clear();
  }
}
