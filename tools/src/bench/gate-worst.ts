import { performance } from 'node:perf_hooks';

import { screen, type PolicyBundle } from '@havre/policy';

/** 64 KiB: what a door takes at most. */
const BYTES = 65_536;
const ROUNDS = 3;
const SHOWN = 5;

/** What has been slow once, or might be: marks, encodings, scripts, rules' words, letters that alternate. */
const PARTS: readonly string[] = [
  ...[
    'a ',
    'a\n',
    'a-b-',
    'a.b.',
    'a_',
    '_a',
    'a=',
    'a,',
    'a·e·',
    'aA',
    'Aa',
    'aя',
    'яa',
    '0a',
    'x1 ',
    'a@',
    '! a',
    'p3rm!$ ',
  ],
  ...[
    '&#97;',
    '&amp;',
    '&eacute;',
    '%61',
    '%25',
    '\\u0061',
    '\\\\',
    '=61',
    '+AOk-',
    '+',
    '<b>',
    '<!--',
    '<~',
    '</',
    ']]>',
    '=?utf-8?q?a?= ',
  ],
  ...[
    'QUJD',
    'QQ==',
    'deadbeef',
    '61 ',
    '0x61,',
    '01100001 ',
    '97,',
    'U+0061 ',
    'AAAA',
    'eJw',
    'H4sI',
    'JBSWY3DP',
    'abcdefg2',
  ],
  ...[
    '{"a":',
    '[',
    '["',
    '"',
    '\\"',
    '{"a":"b"},',
    'PID|1|',
    'REF*SY*1~',
    'IMM_STATUS=',
    'a_b=c&',
    'status: ',
  ],
  ...[
    'e\u0301',
    '\u0301',
    '\u200b',
    'a\u200b',
    '\u00ad',
    '\u202e',
    '🙂',
    'a🙂',
    '👩‍👩‍👧',
    'ﬁ',
    '½',
    '①',
    '\ud800',
    '\u0001',
  ],
  ...['難', '民難', 'あ', '한', 'ا', 'لا ', 'ไ', 'ਪ', 'я ', 'ѕtаtuѕ ', 'ⓢ', 'ｓ'],
  ...[
    'status in canada ',
    'visa visa ',
    'no status ',
    'PR ',
    'refug',
    'immigration',
    'citoyen',
    'work permit ',
    'I-94 ',
    'F-1 ',
  ],
  ...[
    '918 273 640 ',
    '1104-8827 ',
    'P<UTO',
    '<<',
    'sans papiers ',
    'she has no papers. ',
    'le petit tousse depuis hier ',
  ],
  ...[
    'stat',
    'ab',
    'zz',
    'ss',
    'abc',
    'permanentresident',
    'x'.repeat(79) + ' ',
    'refugee'.repeat(11) + ' ',
    '9'.repeat(11) + ' ',
  ],
];
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

export interface WorstCase {
  readonly part: string;
  readonly milliseconds: number;
}

/** The slowest of 64 KiB, as UTF-8, of every ASCII character and of texts meant to be slow, the slowest first. */
export function worstCases(bundle: PolicyBundle): readonly WorstCase[] {
  return [...ASCII, ...PARTS]
    .map((part) => ({
      part,
      milliseconds: quickest(part.repeat(Math.floor(BYTES / Buffer.byteLength(part))), bundle),
    }))
    .sort((one, other) => other.milliseconds - one.milliseconds)
    .slice(0, SHOWN);
}

function quickest(value: string, bundle: PolicyBundle): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const from = performance.now();
    screen({ value }, bundle);
    return performance.now() - from;
  });
  return Math.min(...times);
}
