/** A text of visible ASCII in which words are more signs, digits and capitals than small letters. */
const WHOLE = /^[!-~ ]{10,}$/;
/** What the fast pass takes a closer look at in such a text. */
const LOOKED_AT = /[%\\&<=~|+^`*[]|[A-Za-z][0-9]|[0-9][A-Za-z]/;
const FIRST = 33;
const SIGNS = 94;
const HALF = 47;
/** Letters, digits and spaces of what is read, and small letters of what was written. */
const MOST = 0.85;
const FEW = 0.3;

/** What a text says once each visible sign of it is turned half round; undefined where it says nothing then. */
export function rot47Text(source: string): string | undefined {
  if (!WHOLE.test(source) || !LOOKED_AT.test(source)) return undefined;
  if (countOf(source, /[a-z]/g) > source.length * FEW) return undefined;
  const bytes = Buffer.from(source, 'latin1');
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= FIRST) bytes[at] = ((byte - FIRST + HALF) % SIGNS) + FIRST;
  }
  const text = bytes.toString('latin1');
  return countOf(text, /[A-Za-z0-9 ]/g) >= text.length * MOST ? text : undefined;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
