const ALPHABET = 26;
const SMALL = 97;
const CAPITAL = 65;
const ASCII_LETTERS = /[a-zA-Z]+/g;

/** For each ASCII code that of the letter it is exchanged for; others stay. */
export type LetterTurn = Uint8Array;

/** Each letter rotated by thirteen. */
const ROT13 = turnOf((place) => (place + ALPHABET / 2) % ALPHABET);
/** The alphabet from its end. */
const ATBASH = turnOf((place) => ALPHABET - 1 - place);

/** The ways to exchange letters that are looked through. */
export const LETTER_TURNS: readonly LetterTurn[] = [ROT13, ATBASH];

/** The text with its ASCII letters exchanged. */
export function turnLetters(text: string, turn: LetterTurn): string {
  return text.replace(ASCII_LETTERS, (word) => {
    const letters = Buffer.from(word, 'latin1');
    for (let at = 0; at < letters.length; at++) letters[at] = turn[letters[at] ?? 0] ?? 0;
    return letters.toString('latin1');
  });
}

/** Each letter rotated by thirteen. */
export function rot13(text: string): string {
  return turnLetters(text, ROT13);
}

function turnOf(exchanged: (place: number) => number): LetterTurn {
  const turn = Uint8Array.from({ length: 128 }, (_, unit) => unit);
  for (const first of [SMALL, CAPITAL])
    for (let place = 0; place < ALPHABET; place++) turn[first + place] = first + exchanged(place);
  return turn;
}
