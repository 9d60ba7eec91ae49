import { describe, expect, it } from '@jest/globals';

import { withAcronymsReplaced } from './defined-acronyms.js';

describe('acronyms that a document explains', () => {
  it.each([
    [
      { a: 'DA, 4 sacs', b: 'DA = don alimentaire' },
      { a: 'don alimentaire, 4 sacs', b: 'don alimentaire = don alimentaire' },
    ],
    [
      ['PR 4', 'parcels ready (PR)'],
      ['parcels ready 4', 'parcels ready (parcels ready)'],
    ],
    [
      { k: 'H&C', n: 2, legend: { 'H&C': 'hot & cold' } },
      { k: 'hot & cold', n: 2, legend: { 'hot & cold': 'hot & cold' } },
    ],
    [
      { k: 'DDA', l: "DDA : x; DDA signifie demande d'aide alimentaire." },
      {
        k: "demande d'aide alimentaire",
        l: "demande d'aide alimentaire : x; demande d'aide alimentaire signifie demande d'aide alimentaire.",
      },
    ],
    [{ k: 'DDA', l: "DDA = demande d'aide alimentaire 2" }, undefined],
    [{ k: 'DA', l: 'DA = don' }, undefined],
    [{ k: 'DA', l: 'DA : don alimentaire' }, undefined],
    [{ k: 'DA', l: 'DA = don alimentaire', immStatus: 1 }, undefined],
    [{ k: 'DA', l: 'DA = don alimentaire', m: 'x'.repeat(20_000) }, undefined],
  ])('%j is read as %j', (value, read) => {
    expect(withAcronymsReplaced(value)).toEqual(read);
  });
});
