import { describe, expect, it } from '@jest/globals';

import { decodeHeaderValue, readEventHeaders } from './event-headers.js';

describe('decodeHeaderValue', () => {
  it.each([
    ['plain', 'plain'],
    [' /departments/accueil ', '/departments/accueil'],
    ['Montr%C3%A9al', 'Montréal'],
    ['%e2%82%ac', '€'],
    ['%F0%9F%98%80', '😀'],
    ['"a \\"quoted\\" value"', 'a "quoted" value'],
    ['"with %22 inside"', 'with " inside'],
    ['100%25', '100%'],
    // One round only: what remains is content, and goes on to be screened as such.
    ['%2541', '%41'],
    ['', ''],
  ])('decodes %j', (raw, expected) => {
    expect(decodeHeaderValue(raw)).toBe(expected);
  });

  it.each([
    ['a lone percent', '100%'],
    ['a broken sequence', '%C3%28'],
    ['an encoded surrogate', '%ED%A0%80'],
    ['an overlong form', '%C0%AF'],
    ['bytes beyond ASCII', 'Montr\u00e9al'],
    ['a hidden NUL', 'a%00b'],
    ['a hidden line break', 'a%0D%0Ab'],
    ['an open quote', '"open'],
    ['text after the quote', '"a" b'],
  ])('refuses %s', (_, raw) => {
    expect(decodeHeaderValue(raw)).toBeUndefined();
  });
});

describe('readEventHeaders', () => {
  it('takes the ce- headers and nothing else', () => {
    const read = readEventHeaders([
      ['host', 'x'],
      ['ce-id', 'a%20b'],
      ['ce-source', '/departments/accueil'],
      ['authorization', 'y'],
    ]);
    expect(read).toEqual({
      outcome: 'read',
      attributes: new Map([
        ['id', 'a b'],
        ['source', '/departments/accueil'],
      ]),
    });
  });

  it.each([
    [
      'a repeated header',
      [
        ['ce-id', '1'],
        ['ce-id', '1'],
      ],
    ],
    ['an empty name', [['ce-', 'x']]],
    ['a name with an underscore', [['ce-__proto__', 'x']]],
    ['a name with a hyphen', [['ce-made-up', 'x']]],
    ['a name that is too long', [[`ce-${'a'.repeat(21)}`, 'x']]],
    ['data as a header', [['ce-data', '{}']]],
    ['the content type as a header', [['ce-datacontenttype', 'application/json']]],
    ['a value that does not decode', [['ce-id', '%']]],
  ] as readonly (readonly [string, readonly (readonly [string, string])[]])[])('refuses %s', (_, headers) => {
    expect(readEventHeaders(headers)).toEqual({ outcome: 'unreadable' });
  });
});
