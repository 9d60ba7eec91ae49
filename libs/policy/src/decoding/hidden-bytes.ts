import { textOf } from './printable.js';

/** Selectors of variants behind a sign, one for each byte: no sign has more than one. */
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{3,}/gu;
/** The first half of the selectors beyond the first sixteen, and those. */
const MAY_HOLD = /\udb40|[\ufe00-\ufe0f]{3}|[\u200b-\u200d\u2060]{24}/;
/** Two signs that nobody sees, for the bits of bytes. */
const BITS = /[\u200b\u200c]{24,}|[\u200b\u200d]{24,}|[\u200c\u200d]{24,}|[\u200b\u2060]{24,}/g;
const BYTE = 8;

/** What signs that nobody sees spell behind a picture or between two words; empty where they spell nothing. */
export function hiddenText(text: string): string {
  if (!MAY_HOLD.test(text)) return '';
  const found = [
    ...Array.from(text.matchAll(SELECTORS), ([run]) => textOf(selectedBytes(run))),
    ...Array.from(text.matchAll(BITS), ([run]) => textOfBits(run)),
  ];
  return found.filter((said) => said !== undefined).join('\n');
}

function selectedBytes(run: string): Buffer {
  return Buffer.from(
    Array.from(run, (selector) => {
      const code = selector.codePointAt(0) ?? 0;
      return code > 0xffff ? code - 0xe0100 + 16 : code - 0xfe00;
    }),
  );
}

/** Either of the two signs may be the one that counts. */
function textOfBits(run: string): string | undefined {
  const [first] = run;
  const bits = Array.from(run, (sign) => (sign === first ? '0' : '1'));
  return textOf(bytesOf(bits)) ?? textOf(bytesOf(bits.map((bit) => (bit === '0' ? '1' : '0'))));
}

function bytesOf(bits: readonly string[]): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at + BYTE <= bits.length; at += BYTE)
    bytes.push(Number.parseInt(bits.slice(at, at + BYTE).join(''), 2));
  return Buffer.from(bytes);
}
