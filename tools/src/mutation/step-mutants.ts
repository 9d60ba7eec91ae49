/** One step of reading, taken out: a change to one compiled file of the library. */
export interface StepMutant {
  readonly name: string;
  /** Below `libs/policy/dist`. */
  readonly file: string;
  /** Must stand in the file exactly once. */
  readonly find: string | RegExp;
  readonly replace: string;
}

/** Takes a function out by making it answer at once, before anything it would do. */
function answering(name: string, file: string, call: string, answer: string): StepMutant {
  return {
    name,
    file,
    find: `export function ${call} {`,
    replace: `export function ${call} { return ${answer};`,
  };
}

/** The steps of decoding and folding, one by one. */
export const STEP_MUTANTS: readonly StepMutant[] = [
  answering('entities', 'decoding/decode-escapes.js', 'decodeEntities(text)', 'text'),
  answering('percent', 'decoding/decode-escapes.js', 'decodePercent(text)', 'text'),
  answering('backslashes', 'decoding/decode-escapes.js', 'decodeBackslashes(text)', 'text'),
  answering('quoted-printable', 'decoding/decode-escapes.js', 'decodeQuotedPrintable(text)', 'text'),
  answering('UTF-7', 'decoding/decode-escapes.js', 'decodeUtf7(text)', 'text'),
  answering('base64, hexadecimal and their kin', 'decoding/decode-runs.js', 'decodeRuns(text)', 'text'),
  answering('names inside texts', 'decoding/names-in-text.js', 'namesIn(text)', '[]'),
  answering('other orders of reading', 'decoding/rearrange.js', 'rearrangements(text)', '[]'),
  answering('backwards', 'decoding/rearrange.js', 'reverseText(text)', 'text'),
  answering('rotated by thirteen', 'decoding/rearrange.js', 'rot13(text)', 'text'),
  answering('letters of other scripts', 'folding/look-alikes.js', 'latinView(text)', 'undefined'),
  answering('leet', 'matching/tokenize.js', 'readLeet(word, vocabulary)', 'undefined'),
  answering('signs inside words', 'screening/without-signs.js', 'withoutSigns(text)', 'text'),
  answering('items of arrays together', 'screening/collector.js', 'joinedItems(items)', '[]'),
  answering('members of objects together', 'screening/collector.js', 'joinedMembers(members)', '[]'),
  answering('labels beside values', 'screening/collector.js', 'labelOf(members)', 'undefined'),
  {
    name: 'marks on letters',
    file: 'folding/fold-code-point.js',
    find: 'if (MARK.test(part)',
    replace: 'if (false && MARK.test(part)',
  },
  {
    name: 'compatibility forms',
    file: 'folding/fold-code-point.js',
    find: "source.normalize('NFKD')",
    replace: "source.normalize('NFD')",
  },
  {
    name: 'invisible characters',
    file: 'folding/fold-code-point.js',
    find: 'if (IGNORABLE.test(source))',
    replace: 'if (false)',
  },
  {
    name: 'tag characters',
    file: 'folding/fold-code-point.js',
    find: /if \(codePoint >= TAG_FIRST && codePoint <= TAG_LAST\)/,
    replace: 'if (false)',
  },
  {
    name: 'digits of every script',
    file: 'folding/fold-code-point.js',
    find: 'if (DIGIT.test(part))',
    replace: 'if (false)',
  },
  {
    name: 'spaces of every kind',
    file: 'folding/fold-code-point.js',
    find: 'if (SPACE.test(part))',
    replace: 'if (false)',
  },
];
