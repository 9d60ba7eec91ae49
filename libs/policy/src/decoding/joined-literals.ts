/** The end of one text in quotes and the beginning of the next, with the sign between them that joins two. */
const JOIN = /"\s{0,3}(?:\+|&|\|\||~)\s{0,3}"|'\s{0,3}(?:\+|&|\|\||~)\s{0,3}'/g;
/** The same between the arguments of a formula, and what stands around them. */
const FORMULA = /^\s{0,8}=/;
const JOIN_IN_FORMULA = /"\s{0,3}\)?\s{0,3}[&+;,]\s{0,3}(?:[A-Z]{3,20}\(\s{0,3})?"/g;

/** A text with the pieces joined that a formula or a program joins (`="asy"&"lum"`); as it is where it joins none. */
export function withJoinedLiterals(text: string): string {
  if (!/["']/.test(text)) return text;
  return text.replace(FORMULA.test(text) ? JOIN_IN_FORMULA : JOIN, '');
}
