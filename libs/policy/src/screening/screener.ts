import { cellsOf } from '../decoding/cells-of.js';
import { namesIn } from '../decoding/names-in-text.js';
import type { DocumentMemory } from './document-memory.js';
import { viewsOf, type Views } from '../decoding/views.js';
import type { Engine, Weighed } from '../matching/engine.js';
import type { SecondOpinion } from '../model/second-opinion.js';
import { isSentenceLike } from '../model/sentence-like.js';
import type { ScreenedDocument } from '../verdict.js';
import { isPlainId, withoutUuids } from '../decoding/plain-id.js';
import type { KeyBook } from '../prefilter/key-book.js';
import type { Prefilter } from '../prefilter/prefilter.js';
import { isNote, itemOf, NO_WORDS, pointerOf, ROOT_PLACE, type Path, type Place } from './place.js';
import { namedColumns, namedRows } from './columns.js';
import { joinedItems, joinedMembers, labelOf, splitNames } from './collector.js';
import type { Discovery } from './discovery.js';
import type { DocumentParts, ProvedTexts } from './document-parts.js';
import { KeptSentences } from './kept-sentences.js';
import { NamesOfPlaces } from './names-of-places.js';
import { passageOf, spanOf } from './passage.js';
import { UNWEIGHED } from './sentence.js';
import { readTokens, type Reading } from './read-tokens.js';

const MAX_DEPTH = 64;
const MAX_NESTED_JSON = 6;
/** Characters read in one document, all views together. What needs more is not inspectable. */
const MAX_CHARACTERS = 1_500_000;
const JSON_START = /^\s*[[{"]/;
/** A field named by a number: what kind of number may stand in its value. */
const NUMBER_NAME = /^[^a-z]{0,3}[0-9][0-9 -]{6,14}$/;
const NOT_DECODED = { outcome: 'as-is' } as const;

const WHOLE: DocumentParts = { value: [[]], metadata: [[]] };

export interface ScreenerOptions {
  /** Look for what this one rule finds, and nothing else. */
  readonly only?: string;
  /** Skips texts proved clean where no field name above them says anything. Never changes what is found. */
  readonly fast?: {
    readonly prefilter: Prefilter;
    readonly keys: KeyBook;
    readonly texts: ProvedTexts;
    readonly memory: DocumentMemory;
  };
  /** Asked about every sentence, once the rules have cleared the whole document. */
  readonly secondOpinion?: SecondOpinion | undefined;
}

/** One screening of one document. Holds the first discovery; nothing of the document outlives it. */
export class Screener {
  #discovery: Discovery | undefined;
  #characters = 0;
  readonly #names: NamesOfPlaces;
  readonly #sentences: KeptSentences;

  constructor(
    private readonly engine: Engine,
    private readonly options: ScreenerOptions = {},
  ) {
    this.#names = new NamesOfPlaces(engine.phrases.vocabulary, options.fast?.keys);
    this.#sentences = new KeptSentences(options.secondOpinion);
  }

  /** `parts`: what of the document is screened. The rest was proved clean. */
  screen(document: ScreenedDocument, parts: DocumentParts = WHOLE): Discovery | undefined {
    for (const path of parts.value) this.#visitPart(document.value, ROOT_PLACE, path);
    const beside = { ...ROOT_PLACE, pointer: 'metadata' };
    const { metadata = {} } = document;
    for (const [name] of parts.metadata)
      for (const key of name === undefined ? Object.keys(metadata) : [String(name)])
        this.#visitMember(key, metadata[key], beside);
    return this.#discovery ?? this.#sentences.ask();
  }

  #visitPart(value: unknown, place: Place, [step, ...rest]: Path): void {
    if (step === undefined) this.#visit(value, place);
    else if (typeof step === 'number') this.#visitPart((value as unknown[])[step], itemOf(place, step), rest);
    else {
      const members = value as Readonly<Record<string, unknown>>;
      const label = labelOf(members);
      const parent =
        label === undefined || label.key === step ? place : this.#names.labelled(place, label.label);
      if (rest.length === 0) this.#visitMember(step, members[step], parent);
      else this.#visitPart(members[step], this.#names.memberOf(parent, step), rest);
    }
  }

  #visit(value: unknown, place: Place): void {
    if (this.#discovery !== undefined) return;
    if (place.depth > MAX_DEPTH) this.#fail('uninspectable.depth', place);
    else if (typeof value === 'string') this.#visitText(value, place);
    else if (Array.isArray(value)) this.#visitArray(value, place);
    else if (typeof value === 'object' && value !== null)
      this.#visitObject(value as Record<string, unknown>, place);
    else this.#screenText(String(value), place);
  }

  #visitArray(items: readonly unknown[], place: Place): void {
    if (items.length === 0) this.#screenText('', place);
    items.forEach((item, index) => {
      this.#visit(item, itemOf(place, index));
    });
    for (const text of joinedItems(items)) this.#screenJoined(text, place, items.some(isSentence));
    for (const text of namedRows(items)) this.#screenJoined(text, place, false);
  }

  #visitObject(members: Readonly<Record<string, unknown>>, place: Place): void {
    const keys = Object.keys(members);
    if (keys.length === 0) this.#screenText('', place);
    const label = labelOf(members);
    const labelled = label === undefined ? place : this.#names.labelled(place, label.label);
    for (const key of keys) {
      if (this.#discovery !== undefined) return;
      this.#visitMember(key, members[key], key === label?.key ? place : labelled);
    }
    const areSentences = Object.values(members).some(isSentence);
    for (const text of joinedMembers(members)) this.#screenJoined(text, place, areSentences);
    for (const text of [...splitNames(members), ...namedColumns(members)])
      this.#screenJoined(text, place, false);
  }

  #visitMember(key: string, value: unknown, parent: Place): void {
    const place = this.#names.memberOf(parent, key);
    if (place.isNamed) {
      this.#screenKey(key, typeof value === 'object' && value !== null, { ...place, words: NO_WORDS });
      if (typeof value === 'string' && NUMBER_NAME.test(key))
        this.#screenReadings(`${key} ${value}`, { ...place, words: NO_WORDS }, false, false);
    }
    this.#visit(value, place);
  }

  /** The name of a scalar is screened together with it; here what an encoded name says, and that of a container. */
  #screenKey(key: string, isContainer: boolean, place: Place): void {
    const views = this.#viewsOf(key);
    if (views.outcome === 'opaque') {
      this.#fail('uninspectable.encoded', place);
      return;
    }
    for (const text of isContainer ? views.texts : views.texts.slice(1)) {
      this.#screenReadings(text, place, text === key, true);
    }
  }

  #visitText(source: string, place: Place): void {
    if (this.#visitPlainId(source, place) || this.#isKnownToBeClear(source, place)) return;
    const text = withoutUuids(source);
    if (this.#isProvedByPass(source, place)) {
      const views = this.options.fast?.prefilter.views ?? [text];
      for (const view of views) this.#sentences.keep(view, source, place);
    } else if (!this.#visitJson(text, place)) this.#visitViews(text, source, place);
  }

  /** An id or a time says nothing; the names above it may. */
  #visitPlainId(text: string, place: Place): boolean {
    if (!isPlainId(text)) return false;
    if (!this.#isProvedClean(text, place)) this.#screenReadings('', place, false, false);
    return true;
  }

  #visitViews(text: string, source: string, place: Place): void {
    const views = this.#viewsOf(text);
    if (views.outcome === 'opaque') {
      this.#fail('uninspectable.encoded', place);
      return;
    }
    for (const view of views.texts) {
      if (view !== text && (this.#visitPlainId(view, place) || this.#visitJson(view, place))) continue;
      const sentence = this.#sentences.keep(view, source, place);
      this.#screenReadings(view, place, view === text, false, sentence);
      this.#screenNames(view, place);
      this.#screenCells(view, source, place);
    }
  }

  #viewsOf(text: string): Views {
    return this.options.fast?.memory.viewsOf(text) ?? viewsOf(text);
  }

  /** Names of fields spelled out in a text are read as names, with what follows them. */
  #screenNames(text: string, place: Place): void {
    for (const { name, value } of namesIn(text)) {
      if (this.#discovery !== undefined) return;
      this.#screenReadings(value, this.#names.named(place, name), false, false);
    }
  }

  /** Each cell of a table is a text of its own: what stands around it says nothing about it. */
  #screenCells(text: string, source: string, place: Place): void {
    for (const { text: cell, isNamed } of cellsOf(text)) {
      if (this.#discovery !== undefined) return;
      // After the name of a column only what is certain counts: a lost hat has the status "lost".
      const sentence = isNamed ? UNWEIGHED : this.#sentences.keep(cell, source, place, true);
      this.#screenReadings(cell, place, false, false, sentence);
    }
  }

  /** JSON inside a string is screened as what it says. */
  #visitJson(text: string, place: Place): boolean {
    if (place.nested >= MAX_NESTED_JSON || !JSON_START.test(text)) return false;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return false;
    }
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return false;
    this.#screenReadings(text, place, true, false);
    this.#visit(value, { ...place, depth: place.depth + 1, nested: place.nested + 1 });
    return true;
  }

  /** What several values say together, and what that encodes. */
  #screenJoined(text: string, place: Place, areSentences: boolean): void {
    if (this.#isProvedClean(text, place)) return;
    // Pieces of one code join without spaces; apart, each would be taken for a code of its own.
    const views = text.includes(' ') ? NOT_DECODED : this.#viewsOf(text);
    if (views.outcome === 'as-is') {
      // Sentences are weighed together too: the phrase that tells may begin in one and end in the next.
      const sentence = areSentences ? this.#sentences.keep(text, text, place, true) : undefined;
      this.#screenReadings(text, place, false, false, sentence);
    } else if (views.outcome === 'opaque') this.#fail('uninspectable.encoded', place);
    else for (const view of views.texts) this.#screenReadings(view, place, false, false);
  }

  #screenText(text: string, place: Place): void {
    if (this.#isProvedClean(text, place)) return;
    this.#screenReadings(text, place, false, false);
  }

  #isProvedClean(text: string, place: Place): boolean {
    const { fast } = this.options;
    const isKnown = fast !== undefined && !place.isNamed && fast.texts.isClearOfRules(text);
    return isKnown || this.#isProvedByPass(text, place);
  }

  #isProvedByPass(text: string, place: Place): boolean {
    const { fast } = this.options;
    return fast !== undefined && !place.isNamed && !fast.prefilter.suspects(text);
  }

  #isKnownToBeClear(text: string, place: Place): boolean {
    return !place.isNamed && this.options.fast?.texts.isClear(text) === true && !isNote(place);
  }

  #readingsOf(text: string): readonly Reading[] {
    const { vocabulary } = this.engine.phrases;
    return this.options.fast?.memory.readingsOf(text, vocabulary) ?? readTokens(text, vocabulary);
  }

  #screenReadings(text: string, place: Place, isSource: boolean, isName: boolean, sentence?: Weighed): void {
    if (this.#discovery !== undefined || !this.#spend(text.length, place)) return;
    const name = this.#names.wordsOf(place);
    for (const reading of this.#readingsOf(text)) {
      const passage = passageOf(name, reading, isName);
      const weighed = this.#weighedOf(reading, place, sentence);
      const finding = this.engine.find(passage, this.options.only, weighed);
      if (finding === undefined) continue;
      if (finding === 'too-much') {
        this.#fail('uninspectable.size', place);
        return;
      }
      this.#discovery = {
        category: finding.rule.category,
        rule: finding.rule.id,
        where: { path: pointerOf(place), ...spanOf(finding, passage, reading, isSource ? text.length : 0) },
      };
      return;
    }
  }

  /** What is turned round is weighed as what it says then. */
  #weighedOf({ turned }: Reading, place: Place, sentence: Weighed | undefined): Weighed | undefined {
    if (turned === undefined || sentence === undefined) return sentence;
    return this.#sentences.keep(turned, turned, place, true) ?? sentence;
  }

  #spend(characters: number, place: Place | undefined): boolean {
    this.#characters += characters + 16;
    if (this.#characters + this.#names.characters <= MAX_CHARACTERS) return true;
    this.#fail('uninspectable.size', place);
    return false;
  }

  #fail(rule: string, place: Place | undefined): void {
    if (this.options.only !== undefined) return;
    this.#discovery ??= {
      category: 'uninspectable',
      rule,
      where: { path: place === undefined ? '' : pointerOf(place), start: 0, end: 0 },
    };
  }
}

function isSentence(value: unknown): boolean {
  return typeof value === 'string' && isSentenceLike(value);
}
