import { LETTER_TURNS } from '../decoding/letter-turns.js';
import type { Engine } from '../matching/engine.js';
import { MIN_FUZZY, soundOf, Sounds } from '../matching/fuzzy-index.js';
import { NearWords } from '../matching/near-words.js';
import type { PhraseIndex } from '../matching/phrase-index.js';
import { readLeet } from '../matching/tokenize.js';
import { CLEAN, MIN_STRANGE, WordScan } from './word-scan.js';
import { BEGINS, ENDS, ENDS_IN_CAPITALS, WordTree } from './word-tree.js';

const MIN_TURNED = 6;
const MIN_RUN_ON = 10;
const MAX_RUN_ON = 80;
const MAX_TURNED = 40;
const MIN_INSIDE = 2;
const MAX_FAR = 1_024;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The words that the rules of several packs look for, and one scan of a text for all of them. Whoever asks about the text
 * that was read last is told what was seen then.
 */
export class RuleWords {
  readonly #triggers = new WordTree();
  /** Words that are also read backwards and with other letters. */
  readonly #exact = new WordTree();
  readonly #near = new NearWords();
  /** Everyday words that are no other word in disguise. */
  readonly #plain = new WordTree();
  readonly #sounds = new Sounds();
  /** Words of the document at hand that are no misspelt word of a rule. */
  readonly #far = new Set<string>();
  readonly #last: { text: string | undefined; result: number } = { text: undefined, result: CLEAN };
  /** What the scan that was made last tells of its text. */
  readonly seen: Omit<WordScan, 'read' | 'readView'>;
  readonly #scan: WordScan;

  constructor(private readonly engines: readonly Engine[]) {
    const numbers: string[] = [];
    for (const [index, { phrases }] of engines.entries()) {
      for (const { word, isPrefix, isCapitals } of phrases.triggers) {
        const mark = isPrefix ? BEGINS : isCapitals ? ENDS_IN_CAPITALS : ENDS;
        this.#triggers.add(word, mark, ownerOf(index));
        if (/^[0-9]/.test(word)) numbers.push(word);
      }
      this.#addHidden(phrases);
    }
    this.#scan = new WordScan(this.#triggers, {
      numbers,
      everybody: engines.reduce((owners, _, index) => owners | ownerOf(index), 0),
      isStrange: (letters, count) => this.#isStrange(letters, count),
      isOrdinary: (letters, count) => {
        const word = wordOf(letters, count);
        return engines.some(({ phrases }) => phrases.isCommon(word));
      },
      isLeet: (run) => engines.some(({ phrases }) => readLeet(run, phrases.vocabulary) !== undefined),
    });
    this.seen = this.#scan;
    for (const word of engines[0]?.phrases.everyday ?? []) this.#addPlain(word);
  }

  /** The bits that stand for an engine in `seen.owners`. */
  ownerOf(engine: Engine): number {
    return ownerOf(this.engines.indexOf(engine));
  }

  /** Reads a text as it was written. */
  read(text: string): number {
    const last = this.#last;
    if (last.text === text) return last.result;
    last.result = this.#scan.read(text);
    last.text = text;
    return last.result;
  }

  /** Reads a decoded and folded text. */
  readView(folded: string): void {
    this.#last.text = undefined;
    this.#scan.readView(folded);
  }

  /** Nothing of a document outlives it. */
  forget(): void {
    this.#last.text = undefined;
    if (this.#far.size > 0) this.#far.clear();
  }

  /** A long word that is one of a pattern backwards, rotated or misspelt, or several run together. */
  #isStrange(letters: Uint8Array, count: number): boolean {
    if (count > MAX_RUN_ON || this.#plain.holds(letters, count)) return false;
    if (count <= MAX_TURNED) {
      if (this.#isTurned(letters, count)) return true;
      if (this.#mayBeOfPair(letters, count)) return true;
      if (count >= MIN_FUZZY - 1 && this.#isNearTrigger(letters, count)) return true;
    }
    return (
      count >= MIN_RUN_ON &&
      this.#triggers.holdsPart(letters, count, MIN_INSIDE) &&
      this.#isRunOn(letters, count)
    );
  }

  #isTurned(letters: Uint8Array, count: number): boolean {
    if (this.#exact.holdsReversed(letters, count)) return true;
    for (const turn of LETTER_TURNS) if (this.#exact.holdsTurned(letters, count, turn)) return true;
    return false;
  }

  /** Whether it may be one of two misspelt words. */
  #mayBeOfPair(letters: Uint8Array, count: number): boolean {
    return this.engines.some(({ phrases }) => {
      const { pairs } = phrases.vocabulary;
      return pairs.mayBeNear(letters, count) && pairs.mayBeOne(wordOf(letters, count));
    });
  }

  #isRunOn(letters: Uint8Array, count: number): boolean {
    const word = wordOf(letters, count);
    return this.engines.some(({ phrases }) =>
      phrases.vocabulary.segment(word)?.some((part) => phrases.triggersOn(part)),
    );
  }

  #isNearTrigger(letters: Uint8Array, count: number): boolean {
    const word = wordOf(letters, count);
    if (this.#far.has(word)) return false;
    const sounds = this.#sounds;
    sounds.measureLetters(letters, count);
    if (!this.#near.some(sounds.first, sounds.count, sounds.letters, accept)) {
      if (this.#far.size < MAX_FAR) this.#far.add(word);
      return false;
    }
    return this.engines.some(({ phrases }) => {
      const known = phrases.vocabulary.correct(word);
      return known !== undefined && phrases.triggersOn(known);
    });
  }

  /** Words that a typing error, or another order of the letters, may hide. */
  #addHidden(phrases: PhraseIndex): void {
    for (const [word, isPrefix] of phrases.vocabulary.fuzzyWords())
      if (phrases.triggersOn(word)) this.#near.add(word, soundOf(word), isPrefix);
    for (const word of phrases.vocabulary.exactWords())
      if (word.length >= MIN_TURNED) this.#exact.add(word, ENDS);
  }

  /** Words that need not be looked at again, each time that they are met. */
  #addPlain(word: string): void {
    if (word.length < MIN_STRANGE || word.length > MAX_TURNED) return;
    const letters = Uint8Array.from(word, (letter) => letter.charCodeAt(0) - 97);
    if (!this.#isStrange(letters, letters.length)) this.#plain.add(word, ENDS);
  }
}

/** The bit of an engine; those beyond the eighth share one. */
function ownerOf(index: number): number {
  return 1 << Math.min(index, 7);
}

const accept = (): boolean => true;

function wordOf(letters: Uint8Array, count: number): string {
  let word = '';
  for (let at = 0; at < count; at++) word += LETTERS[letters[at] ?? 0] ?? '';
  return word;
}
