import { describe, expect, it } from '@jest/globals';

import { isUtf8, parseMediaType } from './media-type.js';

describe('parseMediaType', () => {
  it.each([
    ['application/json', 'application/json', []],
    [' Application/CloudEvents+JSON ', 'application/cloudevents+json', []],
    ['application/json;charset=utf-8', 'application/json', [{ name: 'charset', value: 'utf-8' }]],
    ['application/json ; CHARSET="UTF-8"', 'application/json', [{ name: 'charset', value: 'UTF-8' }]],
    [
      'a/b; x="q\\"q; y=1"; z=2',
      'a/b',
      [
        { name: 'x', value: 'q"q; y=1' },
        { name: 'z', value: '2' },
      ],
    ],
    ['a/b;', 'a/b', []],
    ['a/b;;a=b', 'a/b', [{ name: 'a', value: 'b' }]],
  ])('reads %s', (header, essence, parameters) => {
    expect(parseMediaType(header)).toEqual({ essence, parameters });
  });

  it.each([
    '',
    'json',
    'a/b/c',
    'a/b; x',
    'a/b; x=',
    'a/b; x="open',
    'a/b x=1',
    'a/b, c/d',
    `a/b; x=${'y'.repeat(1_100)}`,
  ])('refuses %j', (header) => {
    expect(parseMediaType(header)).toBeUndefined();
  });

  it('answers a hostile value at once', () => {
    expect(parseMediaType(`a/b${' ;'.repeat(500)}="`)).toBeUndefined();
  });
});

describe('isUtf8', () => {
  it.each([
    ['application/json', true],
    ['application/json; charset=UTF-8', true],
    ['application/json; charset=utf8', true],
    ['application/json; charset=latin1', false],
    ['application/json; charset=utf-16', false],
    ['application/json; charset=utf-8; charset=utf-8', false],
  ])('%s: %s', (header, expected) => {
    const mediaType = parseMediaType(header);
    expect(mediaType !== undefined && isUtf8(mediaType)).toBe(expected);
  });
});
