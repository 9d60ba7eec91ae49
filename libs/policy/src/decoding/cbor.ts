const MAX_DEPTH = 16;
const LIST = 4;
const MAP = 5;
const TAG = 6;
const TEXT = 3;
const BYTES = 2;
/** Lengths of one, two and four bytes follow their sign. */
const WIDTHS: Readonly<Record<number, number>> = { 24: 1, 25: 2, 26: 4 };

const LONGEST = 26;
/** No length: the end is said later, or nothing stands there. */
const NONE = 31;

/** The texts of a record in CBOR (RFC 8949); undefined where bytes are none, or go on behind it. */
export function cborText(bytes: Buffer): string | undefined {
  const first = (bytes[0] ?? 0) >> 5;
  if (first < LIST || first > TAG) return undefined;
  const texts: string[] = [];
  return endOfItem(bytes, 0, texts, 0) === bytes.length && texts.length > 0 ? texts.join(' ') : undefined;
}

interface Head {
  readonly kind: number;
  readonly count: number;
  /** Where what belongs to it begins. */
  readonly from: number;
}

/** Where an item ends that begins at an offset; beyond the bytes where it is none. */
function endOfItem(bytes: Buffer, at: number, texts: string[], depth: number): number {
  const head = depth > MAX_DEPTH ? undefined : headOf(bytes, at);
  if (head === undefined) return bytes.length + 1;
  const { kind, count, from } = head;
  if (kind === BYTES || kind === TEXT) {
    if (kind === TEXT) texts.push(bytes.toString('utf8', from, from + count));
    return from + count;
  }
  let end = from;
  for (let left = itemsOf(kind, count); left > 0 && end <= bytes.length; left--)
    end = endOfItem(bytes, end, texts, depth + 1);
  return end;
}

function headOf(bytes: Buffer, at: number): Head | undefined {
  const head = bytes[at] ?? NONE;
  const short = head & NONE;
  const width = WIDTHS[short] ?? 0;
  const from = at + 1 + width;
  if (short > LONGEST || from > bytes.length) return undefined;
  return { kind: head >> 5, count: width === 0 ? short : bytes.readUIntBE(at + 1, width), from };
}

function itemsOf(kind: number, count: number): number {
  if (kind === LIST) return count;
  if (kind === MAP) return count * 2;
  return kind === TAG ? 1 : 0;
}
