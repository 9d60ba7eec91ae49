/** Letters that no decomposition maps to the plain letter they are drawn as. Folded always: no language needs them. */
const DRAWN_AS: readonly (readonly [letters: string, plain: string])[] = [
  ['ᴀɑᗩ', 'a'],
  ['ʙɓᗷ', 'b'],
  ['ᴄƈᑕ', 'c'],
  ['ᴅđðɖɗᗪ', 'd'],
  ['ᴇǝɛᗴ', 'e'],
  ['ꜰƒᖴ', 'f'],
  ['ɢɡɠᘜ', 'g'],
  ['ʜħɦᕼ', 'h'],
  ['ɪıɨ', 'i'],
  ['ᴊȷʝᒍ', 'j'],
  ['ᴋƙ', 'k'],
  ['ʟłƚɭᒪ', 'l'],
  ['ᴍɱᗰ', 'm'],
  ['ɴŋɲɳᑎ', 'n'],
  ['ᴏøɔᗝ', 'o'],
  ['ᴘƥᑭ', 'p'],
  ['ꞯᑫ', 'q'],
  ['ʀɾɽᖇ', 'r'],
  ['ꜱʂ', 's'],
  ['ᴛŧƭʈ', 't'],
  ['ᴜʉʋᑌ', 'u'],
  ['ᴠᐯ', 'v'],
  ['ᴡⱳᗯ', 'w'],
  ['ʏƴ', 'y'],
  ['ᴢȥʐᘔ', 'z'],
  ['ß', 'ss'],
  ['œ', 'oe'],
  ['æ', 'ae'],
  ['þ', 'th'],
  ['’‘ʼ´`′＇ʹ', "'"],
  ['‐‑‒–—―−﹣－', '-'],
  ['·•⋅∙・‧', '·'],
  // Braille, with the accents of French; what says that a capital or a number follows is left out.
  ['⠁⠷⠡', 'a'],
  ['⠃', 'b'],
  ['⠉⠯', 'c'],
  ['⠙', 'd'],
  ['⠑⠿⠮⠣⠫', 'e'],
  ['⠋', 'f'],
  ['⠛', 'g'],
  ['⠓', 'h'],
  ['⠊⠩⠻', 'i'],
  ['⠚', 'j'],
  ['⠅', 'k'],
  ['⠇', 'l'],
  ['⠍', 'm'],
  ['⠝', 'n'],
  ['⠕⠹', 'o'],
  ['⠪', 'oe'],
  ['⠏', 'p'],
  ['⠟', 'q'],
  ['⠗', 'r'],
  ['⠎', 's'],
  ['⠞', 't'],
  ['⠥⠾⠱⠳', 'u'],
  ['⠧', 'v'],
  ['⠺', 'w'],
  ['⠭', 'x'],
  ['⠽', 'y'],
  ['⠵', 'z'],
  ['⠄', "'"],
  ['⠤', '-'],
  ['⠂', ','],
  ['⠲', '.'],
  ['⠀', ' '],
  ['⠠⠨⠼', ''],
  // What only draws out an Arabic word.
  ['ـ', ''],
  // Cherokee, which no rule is written in
  ['ᎪᏗ', 'a'],
  ['ᏴᏰ', 'b'],
  ['Ꮯ', 'c'],
  ['Ꭰ', 'd'],
  ['ᎬᏋ', 'e'],
  ['Ꭶ', 'f'],
  ['ᏀᎶ', 'g'],
  ['Ꮋ', 'h'],
  ['ᎥᏆ', 'i'],
  ['Ꭻ', 'j'],
  ['Ꮶ', 'k'],
  ['Ꮮ', 'l'],
  ['Ꮇ', 'm'],
  ['Ꮑ', 'n'],
  ['Ꭷ', 'o'],
  ['Ꮲ', 'p'],
  ['ᎡᏒ', 'r'],
  ['ᏚᏕ', 's'],
  ['ᎢᏖ', 't'],
  ['Ꮼ', 'u'],
  ['Ꮩ', 'v'],
  ['ᎳᏔ', 'w'],
  ['ᎩᎽ', 'y'],
  ['Ꮓ', 'z'],
];

export const DRAWN_LETTERS: ReadonlyMap<string, string> = new Map(
  DRAWN_AS.flatMap(([letters, plain]) =>
    Array.from(letters.toLowerCase(), (letter) => [letter, plain] as const),
  ),
);

/** Cyrillic, Greek, Armenian and Cherokee letters drawn as a Latin one (after UTS #39). A second view only. */
const CONFUSABLE: readonly (readonly [letters: string, plain: string])[] = [
  ['аαɑ', 'a'],
  ['вβьЬ', 'b'],
  ['сϲⅽ', 'c'],
  ['ԁ', 'd'],
  ['еєεҽ', 'e'],
  ['ғϝ', 'f'],
  ['ɡց', 'g'],
  ['һнНն', 'h'],
  ['іιїӏ', 'i'],
  ['јʝ', 'j'],
  ['кκ', 'k'],
  ['ӏ', 'l'],
  ['мΜϻ', 'm'],
  ['ոпηΝ', 'n'],
  ['оοσօ', 'o'],
  ['рρ', 'p'],
  ['ԛզ', 'q'],
  ['гяɾ', 'r'],
  ['ѕՏ', 's'],
  ['тτ', 't'],
  ['υսцմ', 'u'],
  ['ѵν', 'v'],
  ['ԝωաш', 'w'],
  ['хχ', 'x'],
  ['уγү', 'y'],
  ['ᴢ', 'z'],
];

const CONFUSABLE_LETTERS: ReadonlyMap<string, string> = new Map(
  CONFUSABLE.flatMap(([letters, plain]) =>
    Array.from(letters.toLowerCase(), (letter) => [letter, plain] as const),
  ),
);

/** Upper-case forms that look like another Latin letter than their lower-case form does. */
const CONFUSABLE_CAPITALS: ReadonlyMap<string, string> = new Map([
  ['н', 'h'],
  ['в', 'b'],
  ['η', 'h'],
  ['ν', 'n'],
  ['μ', 'm'],
  ['ρ', 'p'],
  ['υ', 'y'],
]);

/** The Latin word that a word looks like, or undefined when some letter looks like none. */
export function latinSkeleton(word: string, capitals: boolean): string | undefined {
  let skeleton = '';
  for (const letter of word) {
    if (letter >= 'a' && letter <= 'z') skeleton += letter;
    else {
      const plain =
        (capitals ? CONFUSABLE_CAPITALS.get(letter) : undefined) ?? CONFUSABLE_LETTERS.get(letter);
      if (plain === undefined) return undefined;
      skeleton += plain;
    }
  }
  return skeleton;
}

const MIXED = /[a-z][\u0370-\u058f\u13a0-\u13ff]|[\u0370-\u058f\u13a0-\u13ff][a-z]/i;
const FOREIGN_LETTER = /[\u0370-\u058f\u13a0-\u13ff]/g;

/** A text whose words mix alphabets, with every letter as the Latin one it is drawn as; undefined when none do. */
export function latinView(text: string): string | undefined {
  if (!MIXED.test(text)) return undefined;
  return text.replace(FOREIGN_LETTER, (letter) => {
    const lower = letter.toLowerCase();
    const capital = letter === lower ? undefined : CONFUSABLE_CAPITALS.get(lower);
    return capital ?? CONFUSABLE_LETTERS.get(lower) ?? letter;
  });
}
