import type { Finding, Passage } from '../matching/engine.js';
import type { Token } from '../matching/token.js';
import type { Reading } from './read-tokens.js';

const LINE_ENDS = /[\n\r\t]/g;

/** What the rules see of a text: the words of its field names, then its own. `isName`: it is a name itself. */
export function passageOf(name: readonly Token[], reading: Reading, isName: boolean): Passage {
  const tokens = name.length === 0 ? reading.tokens : [...name, ...reading.tokens];
  return {
    tokens,
    keyLength: isName ? tokens.length : name.length,
    text: reading.text.cased.replace(LINE_ENDS, ' '),
    isHidden: reading.isHidden,
  };
}

/**
 * Where a finding stands in the source of a reading, as UTF-16 offsets; all of its `length` where it cannot be told, and
 * 0 for a text that was decoded first.
 */
export function spanOf(
  finding: Finding,
  passage: Passage,
  reading: Reading,
  length: number,
): { start: number; end: number } {
  const nameLength = passage.tokens.length - reading.tokens.length;
  const first = passage.tokens[Math.max(finding.start, nameLength)];
  const last = passage.tokens[finding.end - 1];
  if (length === 0 || first === undefined || last === undefined || finding.end <= nameLength) {
    return { start: 0, end: length };
  }
  const { offsets } = reading.text;
  const start = offsets === undefined ? first.start : (offsets[first.start] ?? 0);
  const end = offsets === undefined ? last.end : (offsets[last.end - 1] ?? length - 1) + 1;
  return { start, end: Math.min(end, length) };
}
