import type { Cell } from './cells-of.js';

const STATEMENT =
  /\b(?:insert\s+into|update\s+\S{1,64}\s+set|delete\s+from|merge\s+into|values\s*\(|select\b[^']{1,200}\bfrom)\b/i;
const INSERTED = /\binsert\s+into\s+[^\s()]{1,80}\s*\(([^()]{1,600})\)\s*values\b/i;
const QUOTES = /^["`[]|["`\]]$/g;
const LITERAL = /(?<![\p{L}\p{N}])'((?:[^']|'')+)'/gu;
/** A text in quotes, a number or a word; a parenthesis begins the next row. */
const VALUE = /'((?:[^']|'')*)'|[^\s,;()']+|\(/g;
/** Fewer words are a code, and mean what their statement says. */
const WORDS = /\S\s+\S+\s+\S/;
const MAX_VALUES = 250;

/**
 * The values that a statement of SQL holds: each text of a few words by itself, and what is inserted after the name of its
 * column; none for a text that is no statement.
 */
export function valuesOfStatement(text: string): readonly Cell[] {
  if (!text.includes("'") || !STATEMENT.test(text)) return [];
  const alone = new Set<string>();
  for (const [, literal = ''] of text.matchAll(LITERAL))
    if (alone.size < MAX_VALUES && WORDS.test(literal)) alone.add(literal);
  return [
    ...Array.from(alone, (value) => ({ text: value, isNamed: false })),
    ...Array.from(insertedValues(text), (value) => ({ text: value, isNamed: true })),
  ];
}

function insertedValues(text: string): ReadonlySet<string> {
  const named = new Set<string>();
  const inserted = INSERTED.exec(text);
  if (inserted === null) return named;
  const columns = inserted[1]?.split(',').map((name) => name.trim().replace(QUOTES, '')) ?? [];
  let column = 0;
  for (const [written, quoted] of text.slice(inserted.index + inserted[0].length).matchAll(VALUE)) {
    const name = columns[column++];
    if (written === '(') column = 0;
    else if (name !== undefined && written !== "''") named.add(`${name}: ${quoted ?? written}`);
    if (named.size >= MAX_VALUES) break;
  }
  return named;
}
