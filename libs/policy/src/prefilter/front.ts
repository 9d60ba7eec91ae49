import type { DocumentMemory } from '../screening/document-memory.js';
import type { Engine } from '../matching/engine.js';
import type { SecondOpinion } from '../model/second-opinion.js';
import type { Path } from '../screening/place.js';
import type { DocumentParts, ProvedTexts } from '../screening/document-parts.js';
import type { ScreenedDocument } from '../verdict.js';
import { CleanPass } from './clean-pass.js';
import { KeyBook, type Names } from './key-book.js';
import { PartBook, partText } from './part-book.js';
import { Prefilter } from './prefilter.js';
import type { RuleWords } from './rule-words.js';

const NO_PARTS: readonly Path[] = [];

/** Proves a document clean for all packs in one pass; the parts that it cannot prove are left to each of them. */
export class Front {
  readonly #keys: KeyBook;
  readonly #cleanPass: CleanPass;
  readonly #book = new PartBook();
  readonly #pending: string[] = [];

  constructor(
    engines: readonly Engine[],
    words: RuleWords,
    names: Names,
    memory: DocumentMemory,
    secondOpinion: SecondOpinion | undefined,
  ) {
    this.#keys = new KeyBook(names);
    const prefilter = new Prefilter(engines, words, this.#keys, memory);
    this.#cleanPass = new CleanPass(prefilter, this.#keys, secondOpinion);
  }

  /** What of the document must be looked at closely; undefined when all of it is proved clean. */
  partsToSee({ value, metadata }: ScreenedDocument): DocumentParts | undefined {
    const parts = this.#unknown(value, this.#cleanPass.partsToSee(value));
    const beside = metadata === undefined ? NO_PARTS : this.#cleanPass.partsToSee(metadata, true);
    return parts.length + beside.length === 0 ? undefined : { value: parts, metadata: beside };
  }

  /** What was proved of single texts of the document at hand. */
  get texts(): ProvedTexts {
    return this.#cleanPass;
  }

  /** Ends one document: names, codes and parts are remembered only if it was cleared. */
  endDocument(isCleared: boolean): void {
    this.#keys.endDocument(isCleared);
    this.#cleanPass.endDocument();
    if (this.#pending.length === 0) return;
    if (isCleared) for (const part of this.#pending) this.#book.add(part);
    this.#pending.length = 0;
  }

  /** Parts that were not cleared before, at the same place. */
  #unknown(document: unknown, parts: readonly Path[]): readonly Path[] {
    return parts.length === 0 ? parts : parts.filter((path) => !this.#isKnown(document, path));
  }

  #isKnown(document: unknown, path: Path): boolean {
    const part = partText(document, path);
    if (this.#book.holds(part)) return true;
    if (part !== undefined) this.#pending.push(part);
    return false;
  }
}
