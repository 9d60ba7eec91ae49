import type { PackSource, PolicyBundle } from '@havre/policy';
import { faultCodeOf, type ServiceLogger } from '@havre/service';

import type { BundleHolder } from '../accept-events/bundle-holder.js';
import type { BundleMetrics, BundleRole } from './bundle-metrics.js';
import type { ProvePacks } from './prove-packs.js';

export interface BundleReloadingParts {
  readonly role: BundleRole;
  readonly holder: BundleHolder;
  /** Reads the packs as they are now. */
  readonly read: () => readonly PackSource[];
  readonly prove: ProvePacks;
  /** Makes the bundle whose packs were proved elsewhere to have this hash. */
  readonly compile: (packs: readonly PackSource[], like: PolicyBundle, provedHash: string) => PolicyBundle;
  readonly metrics: BundleMetrics;
  readonly logger: ServiceLogger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back, for what is measured. */
  readonly stopwatch: () => number;
}

/**
 * Takes over packs that changed while the gate runs: read, proved in another thread, compiled, swapped in whole.
 * Whatever goes wrong leaves the bundle before in its place, and says so by a code only.
 */
export class BundleReloading {
  readonly #parts: BundleReloadingParts;
  #running: Promise<void> | undefined;
  #isAskedAgain = false;
  #lastText: string;
  #changedText: string | undefined;

  /** `current`: the packs that the holder's bundle was made of. */
  constructor(parts: BundleReloadingParts, current: readonly PackSource[]) {
    this.#parts = parts;
    this.#lastText = textOf(current);
    parts.metrics.hold(parts.role, parts.holder.held());
  }

  /**
   * Reloads when the packs are others than at the last attempt, and the same as at the last look: a file that is still
   * being written is left alone until the next look.
   */
  async look(): Promise<void> {
    const text = this.#readText();
    if (text === this.#lastText) {
      this.#changedText = undefined;
      return;
    }
    const isSettled = text === this.#changedText;
    this.#changedText = text;
    if (isSettled) await this.reload();
  }

  /** Reloads now. Asked while it reloads, it reloads once more afterwards. Never rejects. */
  reload(): Promise<void> {
    if (this.#running !== undefined) {
      this.#isAskedAgain = true;
      return this.#running;
    }
    this.#running = this.#reloadWhileAsked().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #reloadWhileAsked(): Promise<void> {
    do await this.#reloadOnce();
    while (this.#isAskedAgain);
  }

  async #reloadOnce(): Promise<void> {
    const { role, read, prove, metrics } = this.#parts;
    this.#isAskedAgain = false;
    try {
      this.#lastText = this.#readText();
      const packs = read();
      this.#lastText = textOf(packs);
      const proof = await prove(packs);
      if (proof.outcome === 'refused') this.#fail(proof.code);
      else metrics.countReload(role, this.#swap(packs, proof.hash));
    } catch (error) {
      this.#fail(faultCodeOf(error));
    }
  }

  #swap(packs: readonly PackSource[], provedHash: string): 'swapped' | 'unchanged' {
    const { role, holder, compile, metrics, logger, now, stopwatch } = this.#parts;
    const before = holder.current();
    if (before.hash === provedHash) return 'unchanged';
    const from = stopwatch();
    const bundle = compile(packs, before, provedHash);
    metrics.setCompileTime(role, (stopwatch() - from) / 1_000);
    holder.swap(bundle, now());
    metrics.hold(role, holder.held());
    logger.info('policy-swapped', { kind: role, version: bundle.version, count: bundle.ruleCount });
    return 'swapped';
  }

  #fail(code: string): void {
    const { role, metrics, logger } = this.#parts;
    metrics.countReload(role, 'failed');
    logger.warn('policy-not-reloaded', { kind: role, code });
  }

  /** What the packs say now; packs that cannot be read are a change like any other. */
  #readText(): string {
    try {
      return textOf(this.#parts.read());
    } catch (error) {
      return faultCodeOf(error);
    }
  }
}

function textOf(packs: readonly PackSource[]): string {
  return JSON.stringify(packs);
}
