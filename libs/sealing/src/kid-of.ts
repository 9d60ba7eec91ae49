import { readHeader } from './protected-header.js';

/** A sealer repeats its header for a whole epoch. */
const KEPT_HEADERS = 1000;
const known = new Map<string, string>();

/** The name of the key that a record says it was sealed to; undefined when its header is none of ours. Proves nothing. */
export function kidOf(compact: string): string | undefined {
  const end = compact.indexOf('.');
  if (end < 0) return undefined;
  const header = compact.slice(0, end);
  const kept = known.get(header);
  if (kept !== undefined) return kept;
  const kid = readHeader(header)?.kid;
  if (kid !== undefined) keep(header, kid);
  return kid;
}

/** A copy: a part of a text keeps the whole text in memory. */
function keep(header: string, kid: string): void {
  if (known.size >= KEPT_HEADERS) known.clear();
  known.set(Buffer.from(header, 'ascii').toString('ascii'), kid);
}
