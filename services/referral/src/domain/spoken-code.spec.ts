import { describe, expect, it } from '@jest/globals';
import { ENGLISH_WORDS } from './english-words.js';
import { FRENCH_WORDS } from './french-words.js';
import { codeLanguageOf, isSameCode, spokenCode } from './spoken-code.js';

const counting =
  (...numbers: number[]) =>
  (bound: number) =>
    (numbers.shift() ?? 0) % bound;

describe.each([
  ['French', FRENCH_WORDS],
  ['English', ENGLISH_WORDS],
])('the %s words', (_language, words) => {
  it('are at least 128, plain letters, none too short to be heard', () => {
    expect(words.length).toBeGreaterThanOrEqual(128);
    for (const word of words) expect(word).toMatch(/^[a-z]{4,9}$/);
  });

  it('are never close to one another', () => {
    const close = words.flatMap((word, index) =>
      words.slice(index + 1).flatMap((other) => (editDistance(word, other) < 3 ? [`${word} ${other}`] : [])),
    );
    expect(close).toEqual([]);
  });
});

/** Words that stay out of the lists: an insult or a slur to somebody, or alike in sound to a number or another word. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  French: ['melon', 'tarte', 'banane', 'chocolat', 'gazelle', 'abricot', 'amande', 'levain', 'huile'],
  English: ['coconut', 'beaver', 'cherry'],
};

describe.each([
  ['French', FRENCH_WORDS],
  ['English', ENGLISH_WORDS],
])('the %s words, said', (language, words) => {
  it('hurt nobody and are taken for no number', () => {
    expect(words.filter((word) => LEFT_OUT[language]?.includes(word))).toEqual([]);
  });

  it('are told apart also when two of them are run together', () => {
    const pairs = words.flatMap((first) => words.map((second) => `${first}${second}`));
    expect(new Set(pairs).size).toBe(words.length ** 2);
  });

  it('are none of them the beginning of another', () => {
    const inside = words.filter((word) => words.some((other) => other !== word && other.startsWith(word)));
    expect(inside).toEqual([]);
  });
});

describe('a spoken code', () => {
  it('is two different words and two digits', () => {
    expect(spokenCode('fr', counting(0, 0, 7))).toBe(`${FRENCH_WORDS[0]} ${FRENCH_WORDS[1]} 07`);
    expect(spokenCode('en', counting(0, 188, 99))).toMatch(/^[a-z]+ [a-z]+ 99$/);
    for (let first = 0; first < 50; first++) {
      const [left, right] = spokenCode('fr', counting(first, first * 7)).split(' ');
      expect(left).not.toBe(right);
    }
  });

  it('is in the language of the household, or of the city', () => {
    expect(codeLanguageOf('en-CA', 'fr')).toBe('en');
    expect(codeLanguageOf('fr', 'en')).toBe('fr');
    expect(codeLanguageOf('ar', 'fr')).toBe('fr');
  });

  it('is heard right with capitals, accents and hyphens, and wrong with another digit', () => {
    expect(isSameCode(' LAMPE - jardín 42', 'lampe jardin 42')).toBe(true);
    expect(isSameCode('lampe jardin 24', 'lampe jardin 42')).toBe(false);
    expect(isSameCode('jardin lampe 42', 'lampe jardin 42')).toBe(false);
  });
});

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      current.push(Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + cost));
    }
    previous = current;
  }
  return previous[right.length]!;
}
