import { describe, expect, it } from '@jest/globals';

import { CHECKS } from './checks.js';

describe('checks of identifiers', () => {
  it.each([
    ['sin-9', '918 273 640', true],
    ['sin-9', '918 273 641', false],
    ['sin-9', '046 454 286', false],
    ['luhn', '79927398713', true],
    ['luhn', '79927398710', false],
    ['not-years', '2024-2025', false],
    ['not-years', '1104-8827', true],
    ['mrz', 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<', true],
    ['mrz', 'LIT<04', false],
    ['mrz-state', 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<', true],
    ['mrz-state', 'P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<', true],
    ['mrz-state', 'P<CANNED<<PEARS<<SHELF<<<<<<', false],
    ['mrz-state', 'P<HTIPIERRE<<MARIE<JOSE<<<<<<<<<<RD', true],
    ['mrz-state', 'P<LITHAUT<<CHAMBRE<DOUZE<<<<<<<<<<', false],
    ['mrz-dates', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10', true],
    ['mrz-dates', '00000000009910000F9999990', false],
    ['mrz-number', 'L898902C36UTO7408122F12', true],
    ['mrz-number', 'C01X0006H1D<<7901014', true],
    ['mrz-number', 'L898902C37UTO7408122F12', false],
    ['mrz-number', 'L898902C36UTO7408123F12', false],
    ['mrz-number', 'L898902C36QQQ7408122F12', false],
  ] as const)('%s of %s is %s', (check, text, passes) => {
    expect(CHECKS[check](text)).toBe(passes);
  });
});
