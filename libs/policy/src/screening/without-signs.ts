const LETTERS: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
  '|': 'l',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
};
const MAY_HOLD = /[@$!€|][A-Za-z0-9]/;
const WORD = /[A-Za-z0-9@$!€|]{4,40}/g;
/** A sign inside a word, or at its beginning: at its end it is a sign. */
const SIGN_INSIDE = /[A-Za-z0-9][@$!€|]+[A-Za-z0-9]|^[@$!€|]+[a-z]|^[@$!€][0-9][a-z0-9]*[a-z]{2}/;
const ADDRESS = /@[\w-]+\.\w/;

/** A text with the signs and digits inside its words read as the letters they are drawn like: `p3rm!$` → `permis`. */
export function withoutSigns(text: string): string {
  if (!MAY_HOLD.test(text) || ADDRESS.test(text)) return text;
  return text.replace(WORD, (word) => (isWritten(word) ? word.replace(/[@$!€|0134578]/g, letterOf) : word));
}

function isWritten(word: string): boolean {
  return SIGN_INSIDE.test(word) && /[A-Za-z]/.test(word) && !/^\$?[0-9]+$/.test(word);
}

function letterOf(sign: string): string {
  return LETTERS[sign] ?? sign;
}
