/** What Windows-1252 draws for the bytes from 0x80 to 0x9f; a byte without a sign of its own is drawn as itself. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** What Mac OS draws for the bytes from 0x80 to 0xbf. */
const MACINTOSH = 'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø';
const FOLLOWING = `[\\u0080-\\u00bf${WINDOWS}]`;
/** A letter of two, three or four bytes, each of which was taken for a character. */
const MISREAD = new RegExp(
  `[\\u00c2-\\u00c5\\u00ce-\\u00d1\\u00d7-\\u00db]${FOLLOWING}|[\\u00e0-\\u00ef]${FOLLOWING}{2}|[\\u00f0-\\u00f4]${FOLLOWING}{3}`,
  'g',
);
const MISREAD_BY_MACINTOSH = new RegExp(`√([${MACINTOSH}])`, 'g');
const BYTES = new Map(Array.from(WINDOWS, (sign, index) => [sign, 0x80 + index]));
/** What a reader puts for bytes that it cannot read. */
const LOST = '\ufffd';
/** The same, misread in its turn. */
const LOST_TWICE = 'ï¿½';
/** The letter that French loses most. */
const LIKELIEST = 'e';

/**
 * Undoes UTF-8 that was read as Windows-1252, Latin-1 or Mac OS (`rÃ©fugiÃ©`, `r√©fugi√©`), one time less than it was
 * misread, and puts a letter where one was lost. Other text stays.
 */
export function undoMisreading(text: string): string {
  if (!/[\u00c2-\u00f4√\ufffd]/.test(text)) return text;
  return text
    .replaceAll(LOST_TWICE, LOST)
    .replace(MISREAD, (signs) => utf8Of(Array.from(signs, byteOf)) ?? signs)
    .replace(
      MISREAD_BY_MACINTOSH,
      (signs, sign: string) => utf8Of([0xc3, 0x80 + MACINTOSH.indexOf(sign)]) ?? signs,
    )
    .replaceAll(LOST, LIKELIEST);
}

function byteOf(sign: string): number {
  return BYTES.get(sign) ?? sign.charCodeAt(0);
}

function utf8Of(bytes: readonly number[]): string | undefined {
  const text = Buffer.from(bytes).toString('utf8');
  return text.includes(LOST) ? undefined : text;
}
