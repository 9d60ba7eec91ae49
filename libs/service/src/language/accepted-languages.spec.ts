import { describe, expect, it } from '@jest/globals';

import { acceptedLanguages } from './accepted-languages.js';

describe('acceptedLanguages', () => {
  it.each([
    ['es-MX,es;q=0.9,en;q=0.8', ['es-MX', 'es', 'en']],
    ['en;q=0.2, ht', ['ht', 'en']],
    ['fr;q=0, ar', ['ar']],
    ['*', []],
    ['<script>,;;=', []],
    [undefined, []],
  ])('reads %j', (header, tags) => {
    expect(acceptedLanguages(header)).toEqual(tags);
  });
});
