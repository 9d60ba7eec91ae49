import { proposeUse, type ProposedUse } from './example-use.js';
import { phraseLanguage } from './phrase-language.js';
import { searchPhrases, type FoundPhrase, type PhraseSearch } from './search-phrases.js';

/** What could be said instead of one clause of a note. */
export interface ClauseSuggestions {
  readonly clause: string;
  /** Best first; none when the book has nothing close. */
  readonly phrases: readonly (FoundPhrase & ProposedUse)[];
}

/** Below this a phrase says something else. */
const CLOSE_ENOUGH = 0.25;

/** Where one thing that is said ends and another begins. A point or a comma between digits ends nothing. */
const BETWEEN_CLAUSES =
  /(?<!\d)[.,](?!\d)|[.,](?=\s|$)|[;!?\n()–—]|\s-\s|\s(?:et|and|y|ak|mais|but|pero|donc|so)\s(?!\d)/iu;

/** The clauses of an ordinary note. */
export function clausesOf(note: string): string[] {
  return note
    .split(BETWEEN_CLAUSES)
    .map((clause) => clause.trim())
    .filter((clause) => /\p{L}{2}/u.test(clause));
}

/** Phrases for an ordinary note, clause by clause: a help to choose, never a translation made unseen. */
export function suggestPhrases(note: string, search: PhraseSearch): readonly ClauseSuggestions[] {
  const language = phraseLanguage(search.language);
  return clausesOf(note).map((clause) => ({
    clause,
    phrases: searchPhrases(clause, { limit: 3, ...search })
      .filter(({ score }) => score >= CLOSE_ENOUGH)
      .map((found) => ({ ...found, ...proposeUse(found.phrase, clause, language) })),
  }));
}
