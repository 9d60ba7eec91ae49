import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { loadBundle } from './load-bundle.js';
import { engineOf } from './engine-of-bundle.js';
import { screen } from './screen.js';

const bundle = loadBundle(['montreal']);
const effectOf = (value: unknown) => screen({ value }, bundle).effect;

const DROPPED: readonly (readonly [where: string, value: unknown])[] = [
  ['a note', { data: { note: 'famille sans papiers, deux enfants' } }],
  ['a key', { immigrationStatus: null }],
  ['a key in snake case', { work_permit_expiry: '2027' }],
  ['a key in kebab case', { 'country-of-citizenship': 'x' }],
  ['a dotted key', { 'client.immigration.status': 1 }],
  ['a key run together', { statusincanada: 'x' }],
  ['a key said by several', { pr: { card: { number: 'x' } } }],
  ['a sentence as a key', { 'she is undocumented': true }],
  ['a label and its value', { question: 'Statut au Canada ?', answer: 'refus' }],
  ['a code under a key that says so', { statut: 'RP' }],
  ['an array of words', ['mother', 'is', 'a', 'refugee', 'claimant']],
  ['an array of pieces', { w: ['u', 'n', 'd', 'o', 'c', 'u', 'm', 'e', 'n', 't', 'e', 'd'] }],
  ['numbered members', { line1: 'made an asy', line2: 'lum claim' }],
  ['a byte array', { b: [...Buffer.from('study permit')] }],
  ['JSON in a string', { body: JSON.stringify({ body: JSON.stringify({ note: 'removal order' }) }) }],
  ['XML', { doc: '<g visa="visitor, 6 mo"><need/></g>' }],
  ['CSV', { csv: 'ref,immigration status\n1,\n' }],
  ['HL7 v2', { m: 'PID|1||8||X^Y||19900101|M||||||||||||||||||HT' }],
  ['FHIR', { code: { coding: [{ system: 'http://loinc.org', code: '93027-1' }] } }],
  ['a number under its key', { sin: 918_273_640 }],
  ['digits apart', { iuc: ['11', '03', '92', '4417'] }],
  ['spaced letters', 's a n s   s t a t u t'],
  ['digits for letters', 'r3fug33 cl41m4nt'],
  ['another alphabet', 'реrmіѕ dе trаvаіl'],
  ['a typing error', 'she is undocumneted'],
  ['letters backwards', 'detnemucodnu rekrow'],
  ['letters rotated', 'nflyhz frrxre'],
  ['a sentence rotated', { text: 'jnyxrq guebhtu gur jbbqf ng avtug vagb Pnanqn jvgu n onol' }],
  ['a sentence in markup', { page: '<p>the officers at the border stopped them for a night</p>' }],
  ['both genders', "les demandeur·euse·s d'asile"],
  ['a negation', "il n'est pas réfugié"],
];

const CLEARED: readonly (readonly [what: string, value: unknown])[] = [
  ['a plain need', { needs: [{ kind: 'shelter', priority: 'urgent' }], note: 'lit du bas, béquilles' }],
  ['the status of a bed', { bed: { status: 'no status' } }],
  ['a marital status', { maritalStatus: 'single' }],
  ['senior citizens', 'senior citizens lunch at noon'],
  ['a parking permit', 'parking permit expired'],
  ['First Nations status', 'non-status First Nations woman'],
  ['a payment card', 'paid with a Visa card'],
  ['a plain sentence rotated', { text: 'jnyxrq guebhtu gur cnex ng avtug jvgu n onol' }],
  [
    'a plain sentence in ascii85 that has the signs of markup',
    { text: "<~@V''m1b9bgATDX%F<G16EZfI;AKZ&(BQ%g*+E1b0FEo!CF!+n5+EV:.+Co&)CB~>" },
  ],
  ['a phone number', 'tel 2257-4410'],
  ['ids', { id: '0190b6a5-7d3e-7cc1-8a11-1234567890ab', at: '2026-11-22T09:00:00Z' }],
];

describe('screen', () => {
  it.each(DROPPED)('drops %s', (_where, value) => {
    expect(effectOf(value)).toBe('drop');
  });

  it.each(CLEARED)('clears %s', (_what, value) => {
    expect(screen({ value }, bundle)).toEqual({ effect: 'clear' });
  });

  it('screens what travels beside the value', () => {
    const headers = { 'x-client-class': 'asylum-claimant' };
    expect(screen({ value: {}, metadata: headers }, bundle).effect).toBe('drop');
    expect(screen({ value: {}, metadata: { 'x-immigration-status': '' } }, bundle).effect).toBe('drop');
    expect(screen({ value: {}, metadata: { 'x-need': 'bed' } }, bundle).effect).toBe('clear');
  });

  it('says where only when asked', () => {
    const value = { data: { 'a/b': ['x', 'né ici, statut au Canada'] } };
    expect(screen({ value }, bundle)).toEqual({ effect: 'drop', category: 'S1', rule: 's1.right-to-stay' });
    const explained = screen({ value }, bundle, { explain: true });
    expect(explained).toMatchObject({ where: { path: '/data/a~1b/1', start: 8, end: 24 } });
  });

  it('fails closed on what it cannot inspect', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100; depth++) deep = [deep];
    expect(screen({ value: deep }, bundle)).toMatchObject({ effect: 'drop', category: 'uninspectable' });
    const pdf = Buffer.from('%PDF-1.7 something that cannot be read').toString('base64');
    expect(screen({ value: { scan: pdf } }, bundle)).toMatchObject({
      effect: 'drop',
      category: 'uninspectable',
    });
    expect(screen({ value: 'lit' }, { ...bundle })).toMatchObject({
      effect: 'drop',
      category: 'uninspectable',
    });
  });

  it('does not throw, whatever it is given, and repeats none of it', () => {
    const mark = 'canary-51c2';
    const hostile: unknown[] = [
      undefined,
      Symbol(mark),
      10n,
      () => mark,
      new Map([[mark, 1]]),
      Number.NaN,
      new Date(0),
    ];
    const self: Record<string, unknown> = { mark };
    self['self'] = self;
    hostile.push(
      self,
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error(mark);
          },
        },
      ),
    );
    for (const value of hostile) expect(JSON.stringify(screen({ value }, bundle))).not.toContain(mark);
  });

  it('does not throw on any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(['clear', 'drop']).toContain(effectOf(value));
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    // Bounded work rather than a clock: the worst of these once grew with the square of the length.
    for (const part of [
      'a ',
      'status in canada ',
      'visa visa ',
      '%25',
      '<',
      '((',
      'é',
      'a.b.',
      '\\u0061',
      'QUJD',
    ]) {
      expect(['clear', 'drop']).toContain(effectOf(part.repeat(Math.ceil(65_536 / part.length))));
    }
  });
});

describe('the clean pass', () => {
  const words = fc.constantFrom(
    ...[
      'lit',
      'sans',
      'statut',
      'status',
      'in',
      'canada',
      'papiers',
      'asy',
      'lum',
      'claim',
      'permit',
      'work',
      'PR',
    ],
    ...[
      'visa',
      'card',
      'de',
      "d'asile",
      'réfugié·e',
      'IMM',
      '1442',
      'u',
      'n',
      'imigration',
      'tnemucodnu',
      'F-1',
    ],
    ...[
      '%73',
      '&#115;',
      'c3RhdHV0',
      'сtаtut',
      'st4tut',
      'citi-zen',
      'NAS',
      '930456215',
      'shelter',
      'Canadian',
    ],
  );
  const text = fc
    .array(words, { maxLength: 6 })
    .chain((parts) => fc.constantFrom(' ', '', '-', '_', '\n').map((separator) => parts.join(separator)));
  const key = fc.oneof(
    fc.constantFrom('note', 'status', 'label', 'value', 'pr', 'card', 'line1', 'line2'),
    text,
  );
  const value = fc.letrec((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, text, fc.nat(2e9), fc.constant(null), tie('list'), tie('members')),
    list: fc.array(tie('node'), { maxLength: 4 }),
    members: fc.dictionary(key, tie('node'), { maxKeys: 4 }),
  })).node;

  it('never changes a verdict', () => {
    const engine = engineOf(bundle);
    fc.assert(
      fc.property(value, (document) => {
        const quick = engine?.find({ value: document });
        const close = engine?.findClosely({ value: document });
        expect(quick?.rule).toEqual(close?.rule);
      }),
      { numRuns: 2_000 },
    );
  });
});
