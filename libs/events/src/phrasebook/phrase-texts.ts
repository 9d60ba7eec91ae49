import { createRequire } from 'node:module';

import type { CodeList } from './codes/code-lists.js';
import { PHRASE_LANGUAGES, type PhraseLanguage } from './phrase-language.js';
import { PHRASEBOOK } from './phrasebook.js';

/** The same text in each language of the book. `{name}` stands for a parameter. */
export type PhraseTexts = Readonly<Record<PhraseLanguage, string>>;

interface ThemeFile {
  readonly title: PhraseTexts;
  /** By code, then by language: the text, then ` | ` and other words to find it by. */
  readonly phrases: Readonly<Record<string, PhraseTexts>>;
}

/** By list, then by code: the labels in the order of `PHRASE_LANGUAGES`, each with ` ~ ` and other words for it. */
type CodeFile = Readonly<Record<string, Readonly<Record<string, string>>>>;

const CODE_FILES = ['people', 'health', 'home', 'paper', 'activity'];
const SEPARATOR = ' | ';

const read = createRequire(import.meta.url);

/** Keeps what it made for as long as the process lives. The words are read on first use: most services need none. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function file(name: string): unknown {
  return read(`../../phrasebook/${name}.json`);
}

const themes = once(() => {
  const names = [...new Set(PHRASEBOOK.map(({ theme }) => theme))];
  return new Map(names.map((name) => [name, file(name) as ThemeFile]));
});

const codes = once(
  () => new Map(CODE_FILES.flatMap((name) => Object.entries(file(`codes-${name}`) as CodeFile))),
);

const languages = once(
  () => file('languages') as Readonly<Record<PhraseLanguage, Readonly<Record<string, string>>>>,
);

const entries = once(
  () =>
    new Map(
      PHRASEBOOK.flatMap(({ code, theme }) => {
        const entry = themes().get(theme)?.phrases[code];
        return entry === undefined ? [] : [[code, entry] as const];
      }),
    ),
);

/** The text of a phrase in one language, its parameters as `{name}`; `undefined` for a code that the book lacks. */
export function phraseText(code: string, language: PhraseLanguage): string | undefined {
  return entries().get(code)?.[language].split(SEPARATOR)[0];
}

/** Other words by which people look for a phrase. */
export function phraseWords(code: string, language: PhraseLanguage): string {
  return entries().get(code)?.[language].split(SEPARATOR)[1] ?? '';
}

/** The title of a theme in one language; the name of the theme when it has none. */
export function themeTitle(theme: string, language: PhraseLanguage): string {
  return themes().get(theme)?.title[language] ?? theme;
}

function entryOfCode(list: CodeList, value: string, language: PhraseLanguage): readonly string[] {
  const labels = codes().get(list);
  const entry = labels !== undefined && Object.hasOwn(labels, value) ? labels[value] : undefined;
  return entry?.split(SEPARATOR)[PHRASE_LANGUAGES.indexOf(language)]?.split(' ~ ') ?? [];
}

/** What a code of a closed list is called; `undefined` for a code that the list lacks. */
export function codeLabel(list: CodeList, value: string, language: PhraseLanguage): string | undefined {
  return entryOfCode(list, value, language)[0];
}

/** Other words by which people look for a code of a closed list. */
export function codeWords(list: CodeList, value: string, language: PhraseLanguage): string {
  return entryOfCode(list, value, language)[1] ?? '';
}

/** The name of a language, itself in the reader's; in French where nobody has written it yet. */
export function languageName(tag: string, language: PhraseLanguage): string | undefined {
  const own = languages()[language];
  if (Object.hasOwn(own, tag)) return own[tag];
  const reader = language === 'ht' ? 'fr' : language;
  return new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' }).of(tag);
}
