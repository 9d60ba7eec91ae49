const MORSE_CODE =
  'a.- b-... c-.-. d-.. e. f..-. g--. h.... i.. j.--- k-.- l.-.. m-- n-. o--- p.--. q--.- r.-. s... t- u..- v...- w.-- ' +
  'x-..- y-.-- z--.. 0----- 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---.. 9----. é..-.. è.-..- à.--.- ç-.-..';
const LETTERS_BY_SIGNS = new Map(MORSE_CODE.split(' ').map((entry) => [entry.slice(1), entry.slice(0, 1)]));
/** Six letters in a row at least. */
const MORSE = /(?:(?<![.\w-])|(?<=[/|]))(?:[.\-–—·•_−]{1,6}[ /|]{1,4}){5,}[.\-–—·•_−]{1,6}(?![.\w])/g;
const DOTS = /[·•]/g;
const DASHES = /[–—_−]/g;
/** Letters and digits for letters one by one, parted by the same kind of sign: `r.3.f.u.g.3.3`. */
const ONE_BY_ONE = /(?<![\p{L}\p{N}])(?:[a-zA-Z0-9@$!][.\-_*·/|, ]){5,60}[a-zA-Z0-9@$!](?![\p{L}\p{N}])/gu;
const MIN_LETTERS = 3;

/** The text with Morse code read, and what is spelled out with digits or signs for letters put together; else as it is. */
export function withoutSpelling(text: string): string {
  return text.replace(MORSE, morseText).replace(ONE_BY_ONE, together);
}

function morseText(run: string): string {
  return run
    .replace(DOTS, '.')
    .replace(DASHES, '-')
    .split(/ *[/|] *| {2,}/)
    .map((word) =>
      word
        .split(' ')
        .map((signs) => LETTERS_BY_SIGNS.get(signs) ?? '')
        .join(''),
    )
    .join(' ');
}

function together(run: string): string {
  const characters = run.replace(/[.\-_*·/|, ]/g, '');
  const letters = characters.replace(/[^a-zA-Z]/g, '').length;
  return letters >= MIN_LETTERS && letters < characters.length ? characters : run;
}
