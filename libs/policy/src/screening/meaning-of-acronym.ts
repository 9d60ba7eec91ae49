import { foldText } from '../folding/fold-text.js';

const IS =
  /^['"’»]?\s{0,3}(?:=|→|⇒|(?:stands for|is short for|means|veut dire|signifie)(?!\p{L}))\s{0,3}['"«]?\s{0,2}/u;
const WORD = /\p{L}+|[^\p{L}\s'’.-]/gu;
/** Words that an acronym may leave out. */
const LITTLE = new Set(
  'a an and the of for to in on at de d du des le la les l et en au aux un une pour par'.split(' '),
);
/** Letters of a meaning that are read. */
const LONGEST = 80;
/** Words that may stand after those whose first letters make the acronym: `DDA = demande d'aide alimentaire`. */
const MORE_WORDS = 2;

/** What stands after an acronym as its meaning, with its letters: ` = don alimentaire`. `isBare`: without a sign between. */
export function meaningAfter(acronym: string, after: string, isBare = false): string | undefined {
  const sign = isBare ? '' : IS.exec(after)?.[0];
  return sign === undefined ? undefined : spelled(acronym, after.slice(sign.length, sign.length + LONGEST));
}

/** What stands before an acronym in brackets, with its letters: `relations publiques (RP)`. */
export function meaningBefore(acronym: string, text: string, at: number): string | undefined {
  if (text[at - 1] !== '(' || text[at + acronym.length] !== ')') return undefined;
  const before = text.slice(Math.max(0, at - 1 - LONGEST), at - 1).trimEnd();
  const words = Array.from(before.matchAll(/\p{L}+/gu), ({ index }) => index);
  const starts = words.slice(-2 * acronym.length).reverse();
  for (const start of starts) {
    const meaning = spelled(acronym, before.slice(start));
    if (meaning?.length === before.length - start) return meaning;
  }
  return undefined;
}

/** The words at the beginning of a text whose first letters make an acronym, up to a sign that ends them. */
function spelled(acronym: string, text: string): string | undefined {
  const letters = acronym.toLowerCase().replace('&', '');
  const words = wordsUpToSign(text);
  let found = 0;
  for (const [index, { lower }] of words.entries()) {
    if (lower[0] === letters[found]) found++;
    else if (!LITTLE.has(lower)) return undefined;
    if (found === letters.length) return upTo(words, index, text);
  }
  return undefined;
}

interface Word {
  readonly lower: string;
  readonly end: number;
}

function wordsUpToSign(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (word === '&') continue;
    const { lower } = foldText(word);
    if (!/[a-z]/.test(lower)) break;
    words.push({ lower, end: index + word.length });
  }
  return words;
}

/** A full stop shortens a word of the meaning, and ends it after the last; else few words more belong to it, and no number. */
function upTo(words: readonly Word[], last: number, text: string): string | undefined {
  const end = words[last]?.end ?? 0;
  if (text[end] === '.') return text.slice(0, end);
  const whole = words.at(-1)?.end ?? end;
  const isWhole = words.length - 1 - last <= MORE_WORDS && !/^\s*\p{N}/u.test(text.slice(whole));
  return isWhole ? text.slice(0, whole) : undefined;
}
