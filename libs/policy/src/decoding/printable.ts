import { isUtf8 } from 'node:buffer';

const MIN_PRINTABLE = 0.9;
const PRINTABLE = /[\p{L}\p{M}\p{N}\p{P}\p{Zs}\p{S}\n\r\t]/gu;
const WORDLIKE = /[\p{L}\p{M}\p{N} ]/gu;

/** The text that bytes spell in UTF-8, or undefined when they are not plainly text. */
export function textOf(bytes: Buffer): string | undefined {
  if (bytes.length < 3 || !isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  return isText(text) ? text : undefined;
}

/** Whether a decoded string reads as text, rather than as noise that happened to decode. */
export function isText(text: string): boolean {
  const { length } = text;
  return (
    countOf(text, PRINTABLE) >= length * MIN_PRINTABLE &&
    countOf(text, WORDLIKE) >= length * 0.4 &&
    /[\p{L}\p{M}]{2}|\d{2}/u.test(text)
  );
}

function countOf(text: string, pattern: RegExp): number {
  let units = 0;
  for (const match of text.match(pattern) ?? []) units += match.length;
  return units;
}
