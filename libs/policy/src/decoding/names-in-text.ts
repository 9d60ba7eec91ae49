/** A name written as field names are, inside a text, and what follows it: `imm_status=pending`, `prCard: y`. */
export interface NamedText {
  readonly name: string;
  readonly value: string;
}

const NAMES =
  /(?<![\w.-])(?:[A-Za-z][\w.-]{0,40}(?:_[A-Za-z]|[a-z](?=[A-Z]))[\w.-]{0,40}|[A-Za-z][\w.-]{1,40}(?==))\s{0,2}[=:]?\s{0,2}([^;&,|\n\r]{0,40})/g;
const MAX_NAMES = 60;

/** The names of fields that a text spells out: settings, queries, rows of keys and values. At most 60. */
export function namesIn(text: string): readonly NamedText[] {
  if (!/[_=]|[a-z][A-Z]/.test(text)) return [];
  const found: NamedText[] = [];
  for (const match of text.matchAll(NAMES)) {
    const value = match[1] ?? '';
    const name = match[0].slice(0, match[0].length - value.length);
    found.push({ name: name.replace(/[\s=:]+$/, ''), value });
    if (found.length === MAX_NAMES) break;
  }
  return found;
}
