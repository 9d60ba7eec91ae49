import { screen, type Category, type ScreenedDocument } from '@havre/policy';

import type { BundleHolder } from '../accept-events/bundle-holder.js';
import { compareVerdicts, type ShadowDifference } from './compare-verdicts.js';

export interface ShadowRunParts {
  readonly candidates: BundleHolder;
  readonly count: {
    countCompared(difference: ShadowDifference | undefined): void;
    countSkipped(): void;
  };
  /** Calls a task once what is under way has been answered. */
  readonly later: (task: () => void) => void;
}

const MOST_WAITING = 256;

/**
 * Screens with a candidate bundle what the enforcing one has decided, after it was decided and away from the answer.
 * Counts where they differ, by category; keeps and says nothing else of the document.
 */
export class ShadowRun {
  readonly #parts: ShadowRunParts;
  #waiting = 0;

  constructor(parts: ShadowRunParts) {
    this.#parts = parts;
  }

  /** `enforced`: the category of the drop; undefined when the screening found nothing. Never throws. */
  observe(document: ScreenedDocument, enforced: Category | undefined): void {
    const { candidates, count, later } = this.#parts;
    if (this.#waiting >= MOST_WAITING) {
      count.countSkipped();
      return;
    }
    this.#waiting++;
    later(() => {
      this.#waiting--;
      const verdict = screen(document, candidates.current(), { remembers: enforced === undefined });
      const candidate = verdict.effect === 'drop' ? verdict.category : undefined;
      count.countCompared(compareVerdicts(enforced, candidate));
    });
  }
}
