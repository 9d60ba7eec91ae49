import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compiledOf } from '../engine-of-bundle.js';
import { LayeredEngine } from '../layered-engine.js';
import { loadBundle } from '../load-bundle.js';
import type { SecondOpinion } from '../model/second-opinion.js';
import { codedDocuments } from '../testing/coded-documents.js';
import { hostileDocuments } from '../testing/hostile-documents.js';

/** Ten thousand in `npm test`; `npm run nightly` asks for a million. */
const CASES = Number(process.env['HAVRE_FAST_PASS_CASES'] ?? 10_000);
const LIMIT_MS = 30_000 + CASES * 10;
/** The same documents in every `npm test`, so that a change answers for itself; others every night. */
const SEED = process.env['HAVRE_FAST_PASS_CASES'] === undefined ? { seed: 20_261_123 } : {};

/** Holds something against one sentence in five, whatever it says, and never twice differently against the same. */
const capricious: SecondOpinion = {
  suspects: (text, evidence, isNote) => {
    let sum = evidence.size * 7 + (isNote === true ? 1 : 0);
    for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) % 1_000_003;
    return sum % 5 === 0 ? { category: 'S1', rule: `model.${String(sum)}` } : undefined;
  },
};

describe('the fast pass', () => {
  const bundle = loadBundle(['montreal']);
  const engines = (compiledOf(bundle)?.layers ?? []).map(({ engine }) => engine);

  it.each([
    'r~efugeelit',
    'un.docu~mentedman',
    'P<U🙂TOERIKSSON<<ANNA<<<< ',
    'histoires_de\u200bF-1 ',
    'im_m.d i m i g r a t i o n ',
    'has a wurk permitt',
    "demendeuse d'azile",
    'n0 p4p3rs, two kids',
    'bed\tnote\n4\t"asylum decision pending"',
  ])('sees what is hidden in %j', (text) => {
    const engine = new LayeredEngine(engines);
    expect(engine.findClosely({ value: text })).toBeDefined();
    expect(engine.find({ value: text })?.rule).toBe(engine.findClosely({ value: text })?.rule);
  });

  it('sees two halves of a pair beside each other, each of which says nothing', () => {
    const engine = new LayeredEngine(engines);
    expect(engine.find({ value: { a: ['wurk'], b: ['permitt'] } })).toBeUndefined();
    expect(engine.find({ value: ['wurk', 'permitt'] })).toBeDefined();
  });

  it.each([
    [{ doc: 'DDA', legende: "DDA = demande d'aide alimentaire" }, false],
    [{ doc: 'DDA', legende: "DDA = demande d'aide alimentaire", bed: 'asylum hearing' }, true],
    [{ doc: 'DDA', legende: "DDA = document de demandeur d'asile" }, true],
    [{ bed: ['a', 'b'], doc: { n: '9 DA ce soir', aide: 'dons alimentaires (DA)' } }, false],
  ])('takes back what an explained acronym said, as close screening does: %j', (value, isFound) => {
    const engine = new LayeredEngine(engines);
    expect(engine.find({ value }) !== undefined).toBe(isFound);
    expect(engine.find({ value })?.rule).toBe(engine.findClosely({ value })?.rule);
  });

  it.each([
    ['rules', new LayeredEngine(engines)],
    ['rules and a second opinion', new LayeredEngine(engines, capricious)],
  ])(
    'never changes a verdict of %s',
    (_what, engine) => {
      fc.assert(
        fc.property(hostileDocuments(bundle), (value) => {
          const quick = engine.find({ value, metadata: { 'x-need': 'bed' } });
          expect(quick?.rule).toEqual(engine.findClosely({ value, metadata: { 'x-need': 'bed' } })?.rule);
        }),
        { numRuns: CASES / 2, ...SEED },
      );
    },
    LIMIT_MS,
  );

  it(
    'never changes a verdict by what it remembers',
    () => {
      const engine = new LayeredEngine(engines, capricious);
      fc.assert(
        fc.property(codedDocuments(bundle), (value) => {
          const close = engine.findClosely({ value })?.rule;
          expect([engine.find({ value })?.rule, engine.find({ value })?.rule]).toEqual([close, close]);
        }),
        { numRuns: CASES / 4, ...SEED },
      );
    },
    LIMIT_MS,
  );
});
