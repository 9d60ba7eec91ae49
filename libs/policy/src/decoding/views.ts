import { base45Text } from './base45.js';
import { base85Text } from './base85.js';
import {
  decodeBackslashes,
  decodeEntities,
  decodeLeftOvers,
  decodePercent,
  decodeQuotedPrintable,
  decodeUtf7,
} from './decode-escapes.js';
import { decodeRuns } from './decode-runs.js';
import { bigBaseText } from './big-base.js';
import { groupedText } from './grouped.js';
import { withReadDomains } from './international-names.js';
import { OPAQUE } from './read-bytes.js';
import { mayBeEncoded } from './may-be-encoded.js';
import { isPlainId } from './plain-id.js';
import { undoMisreading } from './misread-bytes.js';
import { rearrangements } from './rearrange.js';
import { rot47Text } from './rot47.js';
import { withoutUuencoding } from './uuencoded.js';

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
    // An id or a time says nothing, turned round neither.
    if (isPlainId(layer)) break;
  }
  return { outcome: 'views', texts: [...texts, ...texts.flatMap(otherOrders)] };
}

function otherOrders(text: string): readonly string[] {
  return isPlainId(text) ? [] : rearrangements(text);
}

function decodeLayer(text: string): string | typeof OPAQUE {
  // What stands between the signs of ascii85 may look like an escape, and is none.
  if (text.includes('<~') && text.includes('~>')) {
    const decoded = decodeRuns(text);
    if (decoded !== text) return decoded;
  }
  const unpacked = withoutUuencoding(text);
  if (unpacked !== text) return unpacked;
  const whole = text.trim();
  const spelled = spelledWhole(whole);
  if (spelled !== undefined) return spelled;
  const unescaped = withoutEscapes(text);
  if (unescaped !== text) return unescaped;
  const decoded = decodeRuns(text);
  return decoded === text ? (rot47Text(whole) ?? text) : decoded;
}

/** What a whole text spells as one code: what looks like an escape in it is none. */
function spelledWhole(whole: string): string | undefined {
  return base45Text(whole) ?? base85Text(whole) ?? groupedText(whole) ?? bigBaseText(whole);
}

function withoutEscapes(text: string): string {
  const bytes = decodeQuotedPrintable(decodeBackslashes(decodePercent(decodeEntities(text))));
  return withReadDomains(decodeLeftOvers(decodeUtf7(bytes)));
}
