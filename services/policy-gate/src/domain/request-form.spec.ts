import { describe, expect, it } from '@jest/globals';

import { bodyLimit, recogniseForm, type HeaderLines } from './request-form.js';

const STRUCTURED = ['content-type', 'application/cloudevents+json'] as const;

describe('recogniseForm', () => {
  it.each([
    ['structured', [STRUCTURED]],
    ['structured', [STRUCTURED, ['content-encoding', 'identity']]],
    ['batched', [['content-type', 'application/cloudevents-batch+json; charset=utf-8']]],
    [
      'binary',
      [
        ['content-type', 'application/json'],
        ['ce-id', '1'],
      ],
    ],
  ] as readonly (readonly [string, HeaderLines])[])('recognises %s mode', (mode, headers) => {
    expect(recogniseForm(headers)).toMatchObject({ outcome: 'recognised', mode });
  });

  it.each([
    ['no content type', []],
    ['two content types', [STRUCTURED, STRUCTURED]],
    ['another type', [['content-type', 'text/plain']]],
    ['CloudEvents as XML', [['content-type', 'application/cloudevents+xml']]],
    ['plain JSON without event headers', [['content-type', 'application/json']]],
    ['another charset', [['content-type', 'application/cloudevents+json; charset=iso-8859-1']]],
    ['a malformed content type', [['content-type', 'application/cloudevents+json; charset']]],
    ['gzip', [STRUCTURED, ['content-encoding', 'gzip']]],
    ['an unknown coding', [STRUCTURED, ['content-encoding', 'made-up']]],
    ['an empty coding', [STRUCTURED, ['content-encoding', '']]],
    ['gzip on a second line', [STRUCTURED, ['content-encoding', 'identity'], ['content-encoding', 'br']]],
  ] as readonly (readonly [string, HeaderLines])[])('refuses %s', (_, headers) => {
    expect(recogniseForm(headers)).toEqual({ outcome: 'refused', reason: 'unsupported-media-type' });
  });

  it('allows a batch a hundred times the size of one event', () => {
    expect([bodyLimit('structured'), bodyLimit('binary'), bodyLimit('batched')]).toEqual([
      65_536, 65_536, 6_553_600,
    ]);
  });
});
