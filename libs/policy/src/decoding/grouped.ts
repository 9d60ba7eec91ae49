import { textOf } from './printable.js';

/** Four groups of as many characters at least, parted by one space or hyphen; the last may be shorter. */
const GROUPED = /^[A-Za-z0-9+/]{2,16}(?:[ .-][A-Za-z0-9+/]{2,16}){2,}(?:[ .-][A-Za-z0-9+/]{1,16})?={0,2}$/;
/** What the fast pass takes a closer look at in such a text. */
const LOOKED_AT = /[A-Za-z][0-9]|[0-9][A-Za-z]/;
const MIN_LENGTH = 16;

/** The text that base 64 spells when it is written in groups, as keys on paper are (`Q0JT QSBw aWNr`). */
export function groupedText(source: string): string | undefined {
  if (!GROUPED.test(source) || !LOOKED_AT.test(source)) return undefined;
  const groups = source.replace(/=+$/, '').split(/[ .-]/);
  const last = groups.pop() ?? '';
  const size = groups[0]?.length ?? 0;
  if (last.length > size || groups.some(({ length }) => length !== size)) return undefined;
  const code = groups.join('') + last;
  return code.length < MIN_LENGTH ? undefined : textOf(Buffer.from(code, 'base64'));
}
