import {
  labelsOf,
  phraseText,
  PHRASEBOOK,
  proposeUse,
  renderPhrase,
  searchPhrases,
  suggestPhrases,
  themeTitle,
  type FoundPhrase,
  type NeedKind,
  type Phrase,
  type PhraseLanguage,
  type PhraseParameter,
} from '@havre/events';

import { EXIT, type CliIo } from './cli-io.js';
import { PHRASES_TEXTS } from './phrases-texts.js';
import type { Language } from './texts.js';

export interface PhrasesOptions {
  /** What is looked for, in ordinary words; empty for the whole book. */
  readonly words: string;
  /** A note whose clauses are to be said with phrases. */
  readonly suggest?: string | undefined;
  readonly kind?: NeedKind | undefined;
  readonly language: PhraseLanguage;
  /** The language of the command's own messages. */
  readonly messages: Language;
  readonly json: boolean;
}

const MOST_VALUES = 12;

/** `havre phrases`: finds coded phrases by ordinary words, or for the clauses of a note. Reads and sends nothing. */
export function runPhrases(options: PhrasesOptions, io: CliIo): number {
  if (options.suggest !== undefined) return printSuggestions(options.suggest, options, io);
  const found = phrasesFor(options);
  if (found.length === 0 && !options.json) io.write(`${PHRASES_TEXTS.noPhrase[options.messages]}\n`);
  if (options.json) io.write(found.map((one) => `${JSON.stringify(jsonOf(one, options))}\n`).join(''));
  else io.write(listing(found, options));
  return EXIT.ok;
}

function phrasesFor({ words, kind, language }: PhrasesOptions): readonly FoundPhrase[] {
  if (words.trim() !== '') return searchPhrases(words, { language, kind, limit: 10 });
  return PHRASEBOOK.filter((phrase) => kind === undefined || phrase.kinds.includes(kind)).map((phrase) => ({
    phrase,
    score: 1,
  }));
}

function jsonOf({ phrase, score }: FoundPhrase, { words, language }: PhrasesOptions): object {
  const { code, kinds, theme, parameters } = phrase;
  return {
    code,
    text: phraseText(code, language),
    theme,
    kinds,
    parameters,
    example: proposeUse(phrase, words, language).use,
    score: Number(score.toFixed(2)),
  };
}

/** The whole book is a list by theme, a line each; what was looked for is shown with all that it takes to use it. */
function listing(found: readonly FoundPhrase[], { words, language }: PhrasesOptions): string {
  if (words.trim() !== '') return found.map(({ phrase }) => `${details(phrase, words, language)}\n`).join('');
  const themes = [...new Set(found.map(({ phrase }) => phrase.theme))];
  return themes
    .map((theme) => {
      const members = found.filter(({ phrase }) => phrase.theme === theme);
      const lines = members.map(
        ({ phrase }) => `  ${phrase.code}  ${phraseText(phrase.code, language) ?? ''}`,
      );
      return `${themeTitle(theme, language)}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

/** What a phrase takes, and a use to paste in which the words that were typed have been read. */
function details(phrase: Phrase, words: string, language: PhraseLanguage): string {
  const parameters = Object.entries(phrase.parameters).map(
    ([name, parameter]) => `    ${name}: ${rangeOf(parameter, language)}\n`,
  );
  const example = `    ${JSON.stringify(proposeUse(phrase, words, language).use)}\n`;
  return `${phrase.code}  ${phraseText(phrase.code, language) ?? ''}\n${parameters.join('')}${example}`;
}

function rangeOf(parameter: PhraseParameter, language: PhraseLanguage): string {
  switch (parameter.type) {
    case 'time':
      return 'HH:MM';
    case 'date':
      return 'YYYY-MM-DD';
    case 'integer':
      return `${parameter.min}–${parameter.max}`;
    case 'code':
    case 'language': {
      const labels = labelsOf(parameter, language).map(([value, label]) => `${value} (${label})`);
      const more = labels.length > MOST_VALUES ? `, … (${labels.length})` : '';
      return `${labels.slice(0, MOST_VALUES).join(', ')}${more}`;
    }
  }
}

function printSuggestions(note: string, options: PhrasesOptions, io: CliIo): number {
  const { kind, language, messages, json } = options;
  const suggested = suggestPhrases(note, { language, kind });
  for (const { clause, phrases } of suggested) {
    const proposals = phrases.map(({ use, toChoose, score }) => ({
      text: renderPhrase(use, language),
      use,
      toChoose,
      score: Number(score.toFixed(2)),
    }));
    if (json) io.write(`${JSON.stringify({ clause, phrases: proposals })}\n`);
    else {
      const lines = proposals.map(({ text, use, toChoose }) => {
        const open =
          toChoose.length === 0 ? '' : `  [${PHRASES_TEXTS.toChoose[messages]}: ${toChoose.join(', ')}]`;
        return `  ${text ?? ''}${open}\n    ${JSON.stringify(use)}\n`;
      });
      io.write(
        `« ${clause} »\n${lines.length === 0 ? `  ${PHRASES_TEXTS.noPhrase[messages]}\n` : lines.join('')}`,
      );
    }
  }
  return EXIT.ok;
}
