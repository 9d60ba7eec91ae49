import fc from 'fast-check';

import type { PolicyBundle } from '../bundle.js';
import { compiledOf } from '../engine-of-bundle.js';
import { DISGUISES } from '../packs/disguises.js';

const MARKS = [
  ' ',
  '',
  '-',
  '_',
  '.',
  '/',
  ', ',
  '  ',
  '\n',
  ' \n ',
  '·',
  "'",
  '’',
  '[',
  '#',
  '{',
  '~',
  '*',
  '**',
  '@',
];
const MORE_MARKS = [
  '\u200b',
  '\u00ad',
  '\u0301',
  '🙂',
  '%',
  '&',
  '=',
  '+',
  '|',
  '\\',
  '<',
  '\t',
  ': ',
  '; ',
  '(',
  '--',
  '@-',
];
const ENDINGS = ['', 's', 'e', '·e', '·e·s', '(e)', '-ne', '.x', '2', '42', "'s"];
const ORDINARY = [
  'lit',
  'bed',
  'the',
  'de',
  'la',
  'she',
  'has',
  'no',
  'room',
  'ans',
  'd',
  'a',
  'x',
  '7',
  '2026',
  '21:30',
];
const IDENTIFIERS = [
  '1104-8827',
  '918 273 640',
  'I-94',
  'F-1',
  'IMM 1442',
  'A123-456-789',
  'P<UTOERIKSSON<<ANNA<<<<',
  '61 73 79 6c 75 6d',
];
const KEYS = [
  'part_a',
  'part_b',
  'WPexp',
  'note',
  'status',
  'statut',
  'kind',
  'label',
  'value',
  'code',
  'line1',
  'line2',
  'type',
  'date',
  '0',
  '1',
  'a_b',
];

/** Documents that are meant to part the two speeds: the rules' own words, disguised, broken, spread over structures. */
export function hostileDocuments(bundle: PolicyBundle): fc.Arbitrary<unknown> {
  const layers = compiledOf(bundle)?.layers ?? [];
  const words = layers.flatMap(({ engine }) => [...engine.phrases.vocabulary.exactWords()]);
  const triggers = layers.flatMap(({ engine }) => [...engine.phrases.triggers].map(({ word }) => word));
  const examples = layers
    .flatMap(({ pack }) => pack.rules ?? [])
    .flatMap(({ examples: { match, clean } }) => [...Object.values(match).flat(), ...clean]);
  const word = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...triggers) },
    { weight: 3, arbitrary: fc.constantFrom(...words) },
    { weight: 3, arbitrary: fc.constantFrom(...ORDINARY) },
    { weight: 1, arbitrary: fc.constantFrom(...IDENTIFIERS) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
  );
  const text = textOf(word, examples);
  const key = fc.oneof(fc.constantFrom(...KEYS), keyOf(word), text);
  const documents = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      text,
      fc.constantFrom<unknown>(null, true, 0, 9, 114, 918_273_640, 1.5),
      tie('list'),
      tie('members'),
    ),
    list: fc.array(tie('node'), { maxLength: 4 }),
    members: fc.dictionary(key, tie('node'), { maxKeys: 4 }),
  }));
  const pairs = misspeltPairs(layers.flatMap(({ pack }) => pack.misspelt ?? []));
  return fc.oneof(text, documents.members, documents.list, begunAbove(examples), pairs, tableOf(text, key));
}

/** Two words with an error each, side by side, parted, in an array or in a name. */
function misspeltPairs(pairs: readonly string[]): fc.Arbitrary<unknown> {
  const spoiled = fc.tuple(fc.constantFrom(...SPOILERS), fc.nat(7));
  return fc
    .tuple(fc.constantFrom(...pairs), spoiled, spoiled, fc.constantFrom(...MARKS, ' de ', " d'"), fc.nat(3))
    .map(([pair, [spoilOne, one], [spoilTwo, two], mark, put]) => {
      const [first = '', second = ''] = pair.split(' ');
      const words = [spoilOne(first, one), spoilTwo(second, two)];
      return [
        { note: words.join(mark) },
        words,
        { [words.join('_')]: 4 },
        { kind: words[0], text: words[1] },
      ][put];
    });
}

/** Tables of a few columns, by one sign or another, or in a statement. */
function tableOf(cell: fc.Arbitrary<string>, name: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const row = fc.tuple(cell, cell, fc.constantFrom('bed', '4', '"a bed"', '918 273 640'));
  return fc
    .tuple(
      fc.tuple(name, name, name),
      fc.array(row, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('\t', '|', ';', ',', 'SQL'),
    )
    .map(([names, rows, sign]) => ({
      table:
        sign === 'SQL'
          ? `INSERT INTO t (${names.join(', ')}) VALUES ${rows.map((cells) => `('${cells.join("','")}')`).join(', ')}`
          : [names, ...rows].map((cells) => cells.join(sign)).join('\n'),
    }));
}

/** Sentences of the rules that begin in the names and labels above a note, or above another text, and end in it. */
function begunAbove(examples: readonly unknown[]): fc.Arbitrary<unknown> {
  const texts = examples.filter((example) => typeof example === 'string');
  const names = fc.constantFrom('note', 'note', 'text', 'value');
  return fc
    .tuple(fc.constantFrom(...texts), fc.nat(9), names, fc.constantFrom(...ABOVE))
    .map(([text, cut, name, put]) => {
      const words = text.split(' ');
      const at = cut % words.length;
      return put(words.slice(0, at), { [name]: words.slice(at).join(' ') });
    });
}

const ABOVE: readonly ((begun: readonly string[], rest: object) => unknown)[] = [
  (begun, rest) => ({ type: begun.join(' '), ...rest }),
  (begun, rest) => ({ specversion: '1.0', type: 'havre.intake.received.v1', [begun.join('_')]: rest }),
  (begun, rest) => ({ data: { [begun.join('-')]: 'x', ...rest } }),
  (begun, rest) => ({ code: begun[0], data: { label: begun.slice(1).join('.'), list: [rest] } }),
  (begun, rest) => begun.reduceRight<unknown>((inner, word) => ({ [word]: inner }), rest),
];

function textOf(word: fc.Arbitrary<string>, examples: readonly unknown[]): fc.Arbitrary<string> {
  const texts = examples.filter((example) => typeof example === 'string');
  const spoiled = fc
    .tuple(word, fc.constantFrom(...SPOILERS), fc.nat(40))
    .map(([said, spoil, at]) => spoil(said, at));
  const inflected = fc.tuple(spoiled, fc.constantFrom(...ENDINGS)).map((parts) => parts.join(''));
  const mark = fc.constantFrom(...MARKS, ...MARKS, ...MORE_MARKS);
  const sentence = fc
    .array(fc.tuple(fc.oneof(word, inflected), mark), { maxLength: 7 })
    .map((parts) => parts.flat().join(''));
  const whole = fc
    .tuple(fc.constantFrom(...texts), fc.constantFrom(...SPOILERS), fc.nat(80))
    .map(([said, spoil, at]) => spoil(said, at));
  const partly = fc
    .tuple(fc.constantFrom(...texts), fc.constantFrom(...SPOILERS), fc.nat(12), fc.nat(12))
    .map(([said, spoil, index, at]) => spoilWord(said, spoil, index, at));
  const example = fc.oneof(whole, { weight: 3, arbitrary: partly });
  const plain = fc.oneof(sentence, { weight: 2, arbitrary: example });
  const hidden = fc
    .tuple(plain, fc.constantFrom(...Object.values(DISGUISES)))
    .map(([said, hide]) => hide(said.toWellFormed()));
  return fc.oneof({ weight: 6, arbitrary: plain }, { weight: 2, arbitrary: hidden });
}

function spoilWord(
  text: string,
  spoil: (word: string, at: number) => string,
  index: number,
  at: number,
): string {
  const words = text.split(' ');
  return words.map((word, place) => (place === index % words.length ? spoil(word, at) : word)).join(' ');
}

function keyOf(word: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const joined = fc.tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('_', '-', '.', ''));
  return joined.map(([words, sign]) => words.join(sign));
}

const MORSE_OF: Readonly<Record<string, string>> = Object.fromEntries(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((signs, index) => [String.fromCharCode(97 + index), signs]),
);

/** What is done to a word, or to a text, at some place in it. */
const SPOILERS: readonly ((text: string, at: number) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replace(/^\w/, (letter) => letter.toUpperCase()),
  (text) => text.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase()),
  (text) => Array.from(text).join(' '),
  (text, at) => `${text.slice(0, at)}[/b]${text.slice(at)}`,
  (text) => Array.from(text).join('-'),
  (text) => Array.from(text).reverse().join(''),
  (text) => text.replace(/[oieast]/g, (letter) => '0!3457'['oieast'.indexOf(letter)] ?? letter),
  (text) => text.replace(/[oe]/g, (letter) => (letter === 'o' ? '0' : '3')),
  (text) => text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97)),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => `${text.slice(0, at)}${text[at] ?? ''}${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at] ?? ''}${text.slice(at + 2)}`,
  ...[...MARKS, ...MORE_MARKS].map((mark) => (text: string, at: number) => {
    const place = at % Math.max(1, text.length);
    return text.slice(0, place) + mark + text.slice(place);
  }),
  (text, at) => `${text.slice(0, at % 5)}·e·${text.slice(at % 5)}`,
  (text) => Buffer.from(text).toString('latin1'),
  (text) => new TextDecoder('windows-1252').decode(Buffer.from(text)),
  (text) => text.replace(/[éèà]/g, '\ufffd'),
  (text) => Array.from(text.replace(/[oea]/g, (letter) => '034'['oea'.indexOf(letter)] ?? letter)).join('.'),
  (text) => Array.from(text.toLowerCase(), (letter) => MORSE_OF[letter] ?? '/').join(' '),
  ...['-', '.', '#', '[', '\n', '/'].map(
    (mark) => (text: string) => text.replace(/(\w{2})(?=\w)/g, `$1${mark}`),
  ),
  ...['-', ' ', '.', '_'].map((mark) => (text: string) => Array.from(text).join(mark)),
];
