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
const CLOSE_ENOUGH = 0.3;

// What a parameter adds that the clause says, and takes off when it is left to choose.
const SAID = 0.1;
const UNSAID = 0.08;

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

/** A phrase whose parameters the clause says is closer than one that asks for what the clause does not say. */
function fit({ phrase, score, toChoose }: FoundPhrase & ProposedUse): number {
  const said = Object.keys(phrase.parameters).length - toChoose.length;
  return score + SAID * said - UNSAID * toChoose.length;
}

/** Phrases for an ordinary note, clause by clause: a help to choose, never a translation made unseen. */
export function suggestPhrases(note: string, search: PhraseSearch): readonly ClauseSuggestions[] {
  const language = phraseLanguage(search.language);
  const { limit = 3 } = search;
  return clausesOf(note).map((clause) => ({
    clause,
    phrases: searchPhrases(clause, { ...search, limit: limit * 6 })
      .filter(({ score }) => score >= CLOSE_ENOUGH)
      .map((found) => ({ ...found, ...proposeUse(found.phrase, clause, language) }))
      .toSorted((one, other) => fit(other) - fit(one))
      .slice(0, limit),
  }));
}
