import { describe, expect, it } from '@jest/globals';

import { compileBundle } from '../compile-bundle.js';
import { readPacks } from '../load-bundle.js';
import { screen } from '../screen.js';

/** Documents written with one technique: those that carry status information, and their innocent twins. */
export interface Technique {
  readonly dropped: readonly unknown[];
  readonly cleared: readonly unknown[];
}

/**
 * What the rules make of documents, without a second opinion. One test for each, named by its technique and place, never by its content.
 */
export function describeTechniques(techniques: Readonly<Record<string, Technique>>): void {
  const bundle = compileBundle(readPacks(['montreal']));
  describe.each(Object.entries(techniques))('%s', (_name, { dropped, cleared }) => {
    it.each(dropped.map((value, index) => [index, value] as const))('drops no. %i', (_index, value) => {
      expect(screen({ value }, bundle).effect).toBe('drop');
    });

    it.each(cleared.map((value, index) => [index, value] as const))('clears no. %i', (_index, value) => {
      expect(screen({ value }, bundle)).toEqual({ effect: 'clear' });
    });
  });
}
