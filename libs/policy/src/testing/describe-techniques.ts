import { describe, expect, it } from '@jest/globals';

import { compileBundle } from '../compile-bundle.js';
import { readPacks } from '../load-bundle.js';
import { screen } from '../screen.js';

/** Documents written with one technique: those that carry status information, and their innocent twins. */
export interface Technique {
  readonly dropped: readonly unknown[];
  readonly cleared: readonly unknown[];
}

/** What the rules make of documents, without a second opinion. Says where a wrong one stands, never what it says. */
export function describeTechniques(techniques: Readonly<Record<string, Technique>>): void {
  const bundle = compileBundle(readPacks(['montreal']));
  const wrong = (values: readonly unknown[], effect: 'drop' | 'clear') =>
    values.flatMap((value, index) => (screen({ value }, bundle).effect === effect ? [] : [index]));
  describe.each(Object.entries(techniques))('%s', (_name, { dropped, cleared }) => {
    it('is dropped where it carries status information', () => {
      expect(wrong(dropped, 'drop')).toEqual([]);
    });

    it('is cleared where it carries none', () => {
      expect(wrong(cleared, 'clear')).toEqual([]);
    });
  });
}
