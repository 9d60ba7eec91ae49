import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { foldText } from './fold-text.js';

const WRITTEN_OTHERWISE: readonly (readonly [technique: string, text: string, folded: string])[] = [
  ['decomposed', 're\u0301fugie\u0301', 'refugie'],
  ['full width', 'ｖｉｓａ', 'visa'],
  ['mathematical', '𝐯𝐢𝐬𝐚 𝚟𝚒𝚜𝚊', 'visa visa'],
  ['circled', 'ⓥⓘⓢⓐ', 'visa'],
  ['negative squared', '🅅🄸🅂🄰', 'visa'],
  ['small capitals', 'ᴠɪꜱᴀ', 'visa'],
  ['zero width', 'v\u200bi\u200ds\u2060a', 'visa'],
  ['soft hyphen', 'vi\u00adsa', 'visa'],
  ['grapheme joiner', 'vi\u034fsa', 'visa'],
  ['tag characters', '\u{e0076}\u{e0069}\u{e0073}\u{e0061}', 'visa'],
  ['struck through', 'v\u0336i\u0336s\u0336a\u0336', 'visa'],
  ['Arabic digits', '١١-٠٤٥٨', '11-0458'],
  ['Gurmukhi digits', '੧੨', '12'],
  ['typographic signs', 'd’asile – 4', "d'asile - 4"],
  ['capitals', 'VISÀ', 'visa'],
  ['Arabic marks', 'لُجُوء', 'لجوء'],
];

describe('foldText', () => {
  it.each(WRITTEN_OTHERWISE)('undoes %s', (_technique, text, folded) => {
    expect(foldText(text).lower).toBe(folded);
  });

  it.each(['ਪਰਮਿਟ', 'วีซ่า', 'ဗီဇာ', 'ទិដ្ឋាការ', 'སྐྱབས'])('keeps the vowel signs of %s', (word) => {
    expect(foldText(word).lower).toBe(word);
  });

  it('makes no text longer than seven times what it was, whatever it holds', () => {
    const longer: string[] = [];
    for (let codePoint = 0; codePoint < 0x110000; codePoint++) {
      if (codePoint >= 0xd800 && codePoint < 0xe000) continue;
      const folded = foldText(String.fromCodePoint(codePoint)).lower;
      if (folded.length > 7) longer.push(folded);
    }
    expect(longer).toEqual([]);
    expect(foldText('\ufdfa').lower).toBe('\u0001');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = foldText(text).lower;
        expect(foldText(once).lower).toBe(once);
      }),
    );
  });

  it('says where each character came from', () => {
    const text = 'e\u0301é💡x';
    const { lower, offsets } = foldText(text);
    expect(lower.at(-1)).toBe('x');
    expect(offsets?.at(-1)).toBe(text.length - 1);
    expect(offsets).toHaveLength(lower.length);
  });
});
