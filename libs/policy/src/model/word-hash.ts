const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** State of an FNV-1a hash before its first unit; each prefix of a word has its own state on the way. */
export const HASH_START = BASIS | 0;

/** FNV-1a over UTF-16 units, one at a time. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashUnit(state: number, unit: number): number {
  return Math.imul(state ^ unit, PRIME);
}

export function hashText(text: string): number {
  let state = HASH_START;
  for (let at = 0; at < text.length; at++) state = hashUnit(state, text.charCodeAt(at));
  return state;
}

/** Joins two hashes, in order, into one whose upper bits are well spread. Unsigned 32 bits. */
export function joinHashes(first: number, second: number): number {
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 0x7f4a7c15, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 13;
  return mixed >>> 0;
}
