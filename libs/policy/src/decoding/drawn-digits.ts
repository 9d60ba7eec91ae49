/** Digits with letters among them that are drawn alike, as readers of pictures take them: `l1-O4Z8-77Z5`. */
const RUN = /(?<![A-Za-z0-9])[0-9OQolIZSB]{1,14}(?:[- ][0-9OQolIZSB]{1,14}){0,4}(?![A-Za-z0-9])/g;
/** What the fast pass takes a closer look at. */
const LOOKED_AT = /[0-9][OQIZSB]/;
const DIGITS: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  o: '0',
  l: '1',
  I: '1',
  Z: '2',
  S: '5',
  B: '8',
};
const NUMBERS = /[A-Z0-9-]{6,20}/g;
const NUMBER_TURNED = /[0-9][A-Z]/;
const SAID_TURNED = /envers|backward|reversed|mirror|miroir|reves/i;
/** Shorter ones are rooms and sizes, longer ones no number that is on a paper. */
const SHORTEST = 8;
const LONGEST = 14;

/** The text with letters inside numbers read as the digits they are drawn like. */
export function withDigits(text: string): string {
  return LOOKED_AT.test(text) ? text.replace(RUN, digitsOf) : text;
}

/** A number that was copied backwards, where its text says so: `902A-114 (lu à l'envers)`. */
export function withTurnedNumbers(text: string): string {
  return NUMBER_TURNED.test(text) && SAID_TURNED.test(text)
    ? text.replace(NUMBERS, (number) => Array.from(number).reverse().join(''))
    : text;
}

function digitsOf(run: string): string {
  const size = run.replace(/[- ]/g, '').length;
  const letters = run.match(/[A-Za-z]/g)?.length ?? 0;
  if (size < SHORTEST || size > LONGEST || letters * 2 > size || !LOOKED_AT.test(run)) return run;
  return run.replace(/[A-Za-z]/g, (letter) => DIGITS[letter] ?? letter);
}
