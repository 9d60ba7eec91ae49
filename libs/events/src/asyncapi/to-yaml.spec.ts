import { describe, expect, it } from '@jest/globals';

import { toYaml, type Json } from './to-yaml.js';

describe('toYaml', () => {
  it('writes members and items in block style', () => {
    const value: Json = {
      name: 'havre',
      list: [1, { a: true, b: ['x'] }, []],
      none: null,
      empty: {},
      gone: undefined,
    };
    expect(toYaml(value)).toBe(
      [
        'name: havre',
        'list:',
        '  - 1',
        '  - a: true',
        '    b:',
        '      - x',
        '  - []',
        'none: null',
        'empty: {}',
        '',
      ].join('\n'),
    );
  });

  it.each([
    '1.0',
    'yes',
    'Null',
    'a: b',
    '- a',
    '#',
    '',
    ' a',
    "l'été",
    '2026-11-22',
    '0x1F',
    'é',
    '~',
    '*a',
    '{x}',
  ])('quotes %j, which YAML would read as something else', (text) => {
    expect(toYaml({ text })).toBe(`text: ${JSON.stringify(text)}\n`);
  });

  it('leaves plain words alone', () => {
    expect(toYaml({ $ref: 'havre.intake', a: '/departments/accueil' })).toBe(
      '$ref: havre.intake\na: /departments/accueil\n',
    );
  });
});
