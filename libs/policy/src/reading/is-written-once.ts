const QUOTE = 0x22;
const QUOTES = 0x22222222;
const LOW_BITS = 0x7f7f7f7f;
const ONES = 0x01010101;
/** Times a text that is too deep: no count of quotes is equal to it. */
const TOO_DEEP = Number.NaN;

/**
 * Whether every string that a JSON text without backslashes spells out is in the value that was read from it, within a
 * depth. Then no name stood twice in one object: of two members with one name only the last would be left.
 */
export function isWrittenOnce(bytes: Uint8Array, value: unknown, maxDepth: number): boolean {
  return quotesIn(bytes) === 2 * stringsIn(value, maxDepth);
}

/** Names and strings of a value; `NaN` where it is nested deeper. */
function stringsIn(value: unknown, maxDepth: number): number {
  if (typeof value === 'string') return 1;
  if (typeof value !== 'object' || value === null) return 0;
  if (maxDepth === 0) return TOO_DEEP;
  let count = 0;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) count += stringsIn(value[index], maxDepth - 1);
    return count;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const name in members) count += 1 + stringsIn(members[name], maxDepth - 1);
  return count;
}

/** Four bytes at a time: those that are a quote become 1, all others 0, and a multiplication adds them up. */
function quotesIn(bytes: Uint8Array): number {
  const { length } = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const whole = length & ~3;
  let count = 0;
  for (let at = 0; at < whole; at += 4) {
    const other = view.getInt32(at, true) ^ QUOTES;
    const isZero = ~(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS);
    count += Math.imul(isZero >>> 7, ONES) >>> 24;
  }
  for (let at = whole; at < length; at++) if (bytes[at] === QUOTE) count++;
  return count;
}
