import { readHeader } from './protected-header.js';

/** The name of the key that a record says it was sealed to; undefined when its header is none of ours. Proves nothing. */
export function kidOf(compact: string): string | undefined {
  const end = compact.indexOf('.');
  return end < 0 ? undefined : readHeader(compact.slice(0, end))?.kid;
}
