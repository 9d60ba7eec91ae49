/** A word that a program put question marks in for letters that it had no bytes for: `r?fugi?`. No query of an address. */
const ASKED = /(?<![\p{L}\p{N}/.:_=-])\p{L}{1,40}\?(?=\p{L})[\p{L}?]{1,40}(?![\p{L}\p{N}_=&/])/gu;
/** Accents beside their letters, as the text of a page that was set is read: `r´efugi´e`. */
const BESIDE = /(?<=\p{L})[´`](?=\p{L})|(?<=\p{L})´/gu;
/** What Windows draws for letters that DOS wrote: `r‚fugi‚`. */
const OF_DOS: Readonly<Record<string, string>> = {
  '‚': 'e',
  Š: 'e',
  ˆ: 'e',
  '‰': 'e',
  '…': 'a',
  '‡': 'c',
  '“': 'o',
};
const WRITTEN_IN_DOS = /\p{L}[‚ˆ‰‡]|[a-z]Š/u;
const SIGN_OF_DOS = /(?<=\p{L})[‚Šˆ‰…‡“]/gu;
/** The blank of braille, which shows nothing, inside a word. */
const BLANK = /(?<=[a-z])\u2800(?=[a-z])/gi;
const LIKELIEST = 'e';

/** A text with the accents read that were lost, or that stand beside their letters; as it is where there are none. */
export function withLostAccents(text: string): string {
  const asked = text.includes('?') ? text.replace(ASKED, (word) => word.replaceAll('?', LIKELIEST)) : text;
  const read = asked.replace(BESIDE, '').replace(BLANK, '');
  return WRITTEN_IN_DOS.test(read) ? read.replace(SIGN_OF_DOS, (sign) => OF_DOS[sign] ?? sign) : read;
}
