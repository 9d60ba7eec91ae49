import { createHash } from 'node:crypto';

/**
 * The id of an event as a UUID made from what the event is about: the same words give the same id, and an id says nothing.
 */
export function eventIdFor(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('|')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
