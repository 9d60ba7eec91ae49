import fc from 'fast-check';

import type { PolicyBundle } from '../bundle.js';
import { compiledOf } from '../engine-of-bundle.js';

/** How systems write a character where they do not trust it. */
const ESCAPES: readonly ((unit: number) => string)[] = [
  (unit) => `&#${String(unit)};`,
  (unit) => `&#x${unit.toString(16)};`,
  (unit) =>
    encodeURIComponent(String.fromCharCode(unit)).replace(
      /^[^%]$/,
      (one) => `%${one.charCodeAt(0).toString(16)}`,
    ),
];

/**
 * Documents of codes, names and labels from a small choice, some of which tell: what one of them taught the fast pass is
 * met again in others, in the same place or beside something else.
 */
export function codedDocuments(bundle: PolicyBundle): fc.Arbitrary<unknown> {
  const triggers = (compiledOf(bundle)?.layers ?? []).flatMap(({ engine }) =>
    [...engine.phrases.triggers].map(({ word }) => word),
  );
  const telling = triggers.filter((_, index) => index % 23 === 0);
  const words = [
    'status',
    'no',
    'arrived',
    'date',
    'papers',
    'permit',
    'asked',
    'name',
    'list',
    'bed',
    'not',
    'un',
  ];
  const word = fc.constantFrom(...words, ...words, ...words, ...telling);
  const code = fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('-', '.', ''))
    .map(([parts, sign]) => parts.join(sign));
  const escaped = fc
    .tuple(code, fc.constantFrom(...ESCAPES))
    .map(([said, escape]) => said.slice(0, -1) + escape(said.charCodeAt(said.length - 1)));
  const scalar = fc.oneof(
    { weight: 5, arbitrary: code },
    escaped,
    fc.constantFrom<unknown>(
      '0190b6a5-7d3e-7cc1-8a11-1234567890ab',
      '2026-11-24',
      7,
      114,
      true,
      null,
      '',
      'Status: ',
    ),
  );
  const key = fc.oneof(
    fc.constantFrom('type', 'note', 'data', 'code', 'line', 'line1', 'a', 'b', 'part_a', 'part_b', 'partC'),
    code,
  );
  const documents = fc.letrec((tie) => ({
    node: fc.oneof({ depthSize: 'small', maxDepth: 3 }, scalar, tie('list'), tie('members')),
    list: fc.array(tie('node'), { maxLength: 3 }),
    members: fc.dictionary(key, tie('node'), { maxKeys: 4 }),
  }));
  return fc.oneof(documents.members, documents.list);
}
