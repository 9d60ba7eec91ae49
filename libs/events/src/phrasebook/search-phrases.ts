import type { NeedKind } from '../vocabulary.js';
import { likeness, SAME_START, searchWords } from './fold-words.js';
import { phraseLanguage, type PhraseLanguage } from './phrase-language.js';
import { codeLabel, codeWords, languageName, phraseText, phraseWords } from './phrase-texts.js';
import type { Phrase, PhraseParameter } from './phrase.js';
import { PHRASEBOOK } from './phrasebook.js';

/** What is looked for, and how much of it is wanted. */
export interface PhraseSearch {
  /** The language in which the words are written, a BCP 47 tag. */
  readonly language: string;
  readonly kind?: NeedKind | undefined;
  /** How many to answer, best first. */
  readonly limit?: number;
}

/** A phrase that was found. `score` is between 0 and 1. */
export interface FoundPhrase {
  readonly phrase: Phrase;
  readonly score: number;
}

interface Entry {
  readonly phrase: Phrase;
  /** The weight of each word by which the phrase is found. */
  readonly words: ReadonlyMap<string, number>;
  /** Words of its text, which say how much of the phrase itself was asked for. */
  readonly own: readonly string[];
}

interface Book {
  readonly entries: readonly Entry[];
  /** In how many phrases a word is. */
  readonly frequency: ReadonlyMap<string, number>;
  /** The words of the book by their first letters, so that few are compared with what was typed. */
  readonly byStart: ReadonlyMap<string, readonly string[]>;
}

const SYNONYM = 0.8;
const LABEL = 0.9;

// What a score is made of: how telling the words are that met, how much of what was typed, how much of the phrase.
const EVIDENCE = 0.45;
const OF_TYPED = 0.25;
const OF_PHRASE = 0.3;
/** The weight of one rare word: with it alone the evidence is half of what it can be. */
const HALF_SURE = 4;

/** What the values of a parameter are called. */
export function labelsOf(
  parameter: PhraseParameter,
  language: PhraseLanguage,
): readonly (readonly [string, string])[] {
  if (parameter.type !== 'code' && parameter.type !== 'language') return [];
  const label = (value: string) =>
    parameter.type === 'code' ? codeLabel(parameter.list, value, language) : languageName(value, language);
  return parameter.values.map((value) => [value, label(value) ?? value]);
}

/** Every word by which the values of a parameter are looked for. */
export function valueWords(
  parameter: PhraseParameter,
  language: PhraseLanguage,
): readonly (readonly [string, readonly string[]])[] {
  const more = (value: string) =>
    parameter.type === 'code' ? codeWords(parameter.list, value, language) : '';
  return labelsOf(parameter, language).map(([value, label]) => [
    value,
    searchWords(`${label} ${more(value)}`),
  ]);
}

function entryOf(phrase: Phrase, language: PhraseLanguage): Entry {
  const own = searchWords((phraseText(phrase.code, language) ?? '').replaceAll(/\{\w+\}/g, ' '));
  const values = Object.values(phrase.parameters).flatMap((parameter) => valueWords(parameter, language));
  const words = new Map<string, number>();
  for (const word of values.flatMap(([, of]) => of)) words.set(word, LABEL);
  for (const word of searchWords(phraseWords(phrase.code, language))) words.set(word, SYNONYM);
  for (const word of own) words.set(word, 1);
  return { phrase, words, own };
}

const books = new Map<PhraseLanguage, Book>();

function bookIn(language: PhraseLanguage): Book {
  const known = books.get(language);
  if (known !== undefined) return known;
  const entries = PHRASEBOOK.map((phrase) => entryOf(phrase, language));
  const frequency = new Map<string, number>();
  for (const { words } of entries) {
    for (const word of words.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const byStart = new Map<string, string[]>();
  for (const word of frequency.keys()) {
    const start = word.slice(0, SAME_START);
    byStart.set(start, [...(byStart.get(start) ?? []), word]);
  }
  const book = { entries, frequency, byStart };
  books.set(language, book);
  return book;
}

/** A word of few phrases tells more than a word of many; a word that no phrase has counts as an ordinary one. */
function rarity(word: string, book: Book): number {
  const count = book.frequency.get(word);
  return count === undefined ? 2 : Math.log(1 + book.entries.length / count);
}

/** What was typed: each word with its weight and the words of the book that are like it. */
interface Typed {
  readonly weight: number;
  readonly alike: readonly (readonly [string, number])[];
}

function readTyped(word: string, book: Book): Typed {
  const near = book.byStart.get(word.slice(0, SAME_START)) ?? [];
  const alike = near.map((known) => [known, likeness(word, known)] as const).filter(([, like]) => like > 0);
  return { weight: rarity(word, book), alike };
}

function bestLikeness({ alike }: Typed, words: ReadonlyMap<string, number>): number {
  return alike.reduce((best, [known, like]) => Math.max(best, like * (words.get(known) ?? 0)), 0);
}

function scoreOf(entry: Entry, typed: readonly Typed[]): number {
  const asked = typed.reduce((sum, { weight }) => sum + weight, 0);
  const met = typed.reduce((sum, word) => sum + word.weight * bestLikeness(word, entry.words), 0);
  if (met === 0) return 0;
  const said = entry.own.filter((word) => typed.some(({ alike }) => alike.some(([known]) => known === word)));
  const ofPhrase = said.length / Math.max(1, entry.own.length);
  return EVIDENCE * (met / (met + HALF_SURE)) + OF_TYPED * (met / asked) + OF_PHRASE * ofPhrase;
}

/** The phrases that ordinary words lead to, best first. Diacritics, case, plurals and word order do not matter. */
export function searchPhrases(words: string, search: PhraseSearch): readonly FoundPhrase[] {
  const { kind, limit = 10 } = search;
  const book = bookIn(phraseLanguage(search.language));
  const typed = [...new Set(searchWords(words))].map((word) => readTyped(word, book));
  if (typed.length === 0) return [];
  return book.entries
    .filter(({ phrase }) => kind === undefined || phrase.kinds.includes(kind))
    .map((entry) => ({ phrase: entry.phrase, score: scoreOf(entry, typed) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, limit);
}
