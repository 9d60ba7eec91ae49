import { ENGLISH_WORDS } from './english-words.js';
import { FRENCH_WORDS } from './french-words.js';

/** A random whole number, `0 ≤ n < bound`, from a source that nobody can predict. */
export type RandomBelow = (bound: number) => number;

/** The languages in which codes are said. */
export type CodeLanguage = 'fr' | 'en';

const WORDS: Readonly<Record<CodeLanguage, readonly string[]>> = { fr: FRENCH_WORDS, en: ENGLISH_WORDS };

/** The language in which a household says its code: its own when there is a list for it, else the city's. */
export function codeLanguageOf(languageTag: string, cityLanguage: CodeLanguage): CodeLanguage {
  const language = languageTag.slice(0, 2);
  return language === 'fr' || language === 'en' ? language : cityLanguage;
}

/** A code to say aloud: two different words and two digits. Whoever stores it makes sure that no other is alike. */
export function spokenCode(language: CodeLanguage, randomBelow: RandomBelow): string {
  const words = WORDS[language];
  const first = randomBelow(words.length);
  const second = (first + 1 + randomBelow(words.length - 1)) % words.length;
  const digits = String(randomBelow(100)).padStart(2, '0');
  return `${words[first] ?? ''} ${words[second] ?? ''} ${digits}`;
}

/** True when what was heard at the door is the code: capitals, accents, hyphens and spaces do not matter. */
export function isSameCode(heard: string, code: string): boolean {
  return spoken(heard) === spoken(code);
}

function spoken(code: string): string {
  return code
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
