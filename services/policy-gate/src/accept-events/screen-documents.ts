import type { Category, FreeText } from '@havre/policy';

import {
  decideVerdict,
  type Publisher,
  type Verdict,
  type VerdictContext,
} from '../domain/decide-verdict.js';
import type { Metadata } from '../domain/read-request.js';
import type { ShadowRun } from '../shadow-run/shadow-run.js';
import type { BundleHolder } from './bundle-holder.js';
import { fingerprintOf } from './fingerprint.js';

export interface ScreenDocumentsParts {
  readonly bundles: BundleHolder;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** What the city chose for free text, when it is not what its packs say. */
  readonly freeText?: FreeText | undefined;
  readonly retentionMs: number;
  /** Runs a candidate bundle beside the one that decides. */
  readonly shadow?: ShadowRun | undefined;
}

/** The verdicts on documents, the same for both doors. */
export class ScreenDocuments {
  readonly #parts: ScreenDocumentsParts;

  constructor(parts: ScreenDocumentsParts) {
    this.#parts = parts;
  }

  /**
   * Decides on each document, with one bundle and one time for all.
   * @param pauseAfter documents after which others get their turn
   */
  async screen(
    documents: readonly unknown[],
    metadata: Metadata,
    publisher: Publisher,
    pauseAfter: number,
  ): Promise<readonly Verdict[]> {
    const context = this.#contextFor(publisher);
    const verdicts: Verdict[] = [];
    for (const document of documents) {
      const verdict = decideVerdict(document, metadata, context);
      verdicts.push(verdict);
      this.#parts.shadow?.observe({ value: document, metadata }, screenedAs(verdict));
      if (verdicts.length % pauseAfter === 0 && verdicts.length < documents.length) await nextTurn();
    }
    return verdicts;
  }

  #contextFor(publisher: Publisher): VerdictContext {
    const { bundles, now, freeText, retentionMs } = this.#parts;
    const bundle = bundles.current();
    const allowsFreeText = (freeText ?? bundle.freeText) !== 'off';
    return { publisher, bundle, allowsFreeText, retentionMs, now: now(), fingerprintOf };
  }
}

/** What the screening alone said: the category of its drop; undefined when it found nothing. */
function screenedAs(verdict: Verdict): Category | undefined {
  if (verdict.verdict !== 'dropped') return undefined;
  const { category } = verdict;
  return category === 'schema' || category === 'unreadable' || category === 'unopened' ? undefined : category;
}

function nextTurn(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}
