import { codeLanguageOf, spokenCode } from '@havre/referral/domain';
import type { Draw } from '../draw.js';
import type { Mutant } from '../mutant.js';

const MOST_TRIES = 12;

/** Gives out codes that nobody else has, as the unique column of the table makes sure. */
export class SpokenCodes {
  private readonly given = new Set<string>();

  constructor(
    private readonly draw: Draw,
    private readonly mutant: Mutant | null,
  ) {}

  give(languageTag: string): string {
    const language = codeLanguageOf(languageTag, 'fr');
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const code = spokenCode(language, (bound) => Math.floor(this.draw.next() * bound));
      if (this.mutant === 'repeat-codes' && this.draw.chance(0.01)) return [...this.given][0] ?? code;
      if (this.given.has(code)) continue;
      this.given.add(code);
      return code;
    }
    throw new Error('codes-exhausted');
  }

  takeBack(code: string): void {
    this.given.delete(code);
  }
}
