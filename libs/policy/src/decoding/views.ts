import { base85Text } from './base85.js';
import {
  decodeBackslashes,
  decodeEntities,
  decodePercent,
  decodeQuotedPrintable,
  decodeUtf7,
} from './decode-escapes.js';
import { decodeRuns } from './decode-runs.js';
import { OPAQUE } from './read-bytes.js';
import { mayBeEncoded } from './may-be-encoded.js';
import { undoMisreading } from './misread-bytes.js';
import { rearrangements } from './rearrange.js';

const MAX_LAYERS = 5;
/** Characters of all views together, as a multiple of the text, before it counts as not inspectable. */
const MAX_GROWTH = 4;
const FREE_CHARACTERS = 8_192;

export type Views =
  { readonly outcome: 'views'; readonly texts: readonly string[] } | { readonly outcome: 'opaque' };

/**
 * The texts that a string may be meant to say: itself, then each layer of encoding undone, then other reading
 * orders. Bounded: deeper nesting or greater growth than the limits is `opaque`, which fails closed.
 */
export function viewsOf(source: string): Views {
  const texts = [source];
  let size = source.length;
  const limit = Math.max(FREE_CHARACTERS, source.length * MAX_GROWTH);
  let layer = source;
  for (let depth = 0; ; depth++) {
    const read = undoMisreading(layer);
    const decoded = read === layer && mayBeEncoded(layer) ? decodeLayer(layer) : read;
    if (decoded === OPAQUE) return { outcome: 'opaque' };
    if (decoded === layer) break;
    if (depth === MAX_LAYERS) return { outcome: 'opaque' };
    layer = decoded;
    texts.push(layer);
    size += layer.length;
    if (size > limit) return { outcome: 'opaque' };
  }
  for (const text of [...texts]) texts.push(...rearrangements(text));
  return { outcome: 'views', texts };
}

function decodeLayer(text: string): string | typeof OPAQUE {
  // What stands between the signs of ascii85 may look like an escape, and is none.
  if (text.includes('<~') && text.includes('~>')) {
    const decoded = decodeRuns(text);
    if (decoded !== text) return decoded;
  }
  // What looks like an escape in a code of base 85 is none either.
  const spelled = base85Text(text.trim());
  if (spelled !== undefined) return spelled;
  const unescaped = decodeUtf7(decodeQuotedPrintable(decodeBackslashes(decodePercent(decodeEntities(text)))));
  return unescaped === text ? decodeRuns(text) : unescaped;
}
