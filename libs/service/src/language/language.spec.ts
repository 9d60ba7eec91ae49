import { describe, expect, it } from '@jest/globals';
import { preferredLanguage } from './language.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'fr'],
    ['', 'fr'],
    ['fr', 'fr'],
    ['en', 'en'],
    ['en-CA,en;q=0.9', 'en'],
    ['fr-CA, en;q=0.9', 'fr'],
    ['en;q=0.5, fr;q=0.5', 'fr'],
    ['en;q=0.6, fr;q=0.5', 'en'],
    ['de, en;q=0.2', 'en'],
    ['de, *;q=0.1', 'fr'],
    ['*, fr;q=0', 'en'],
    ['en;q=2', 'fr'],
    [';;;,,,', 'fr'],
    ['EN', 'en'],
  ] as const)('for %p is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
