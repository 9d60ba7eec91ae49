import { Counter, type Registry } from 'prom-client';

import type { ShadowDifference } from './compare-verdicts.js';

/** Counts that are smaller are nobody's business: with the hour and the department they could point at a person. */
const SMALLEST_CELL = 5;

/**
 * `havre_gate_shadow_differences_total{category,direction}` goes up in steps of five: a single difference is never seen
 * from outside. `havre_gate_shadow_compared_total` and `…_skipped_total` say how much was looked at.
 */
export class ShadowMetrics {
  readonly #differences: Counter<'category' | 'direction'>;
  readonly #compared: Counter;
  readonly #skipped: Counter;
  readonly #pending = new Map<string, number>();

  constructor(registry: Registry) {
    const registers = [registry];
    this.#differences = new Counter({
      name: 'havre_gate_shadow_differences_total',
      help: 'Documents that the candidate bundle decides otherwise, in steps of five.',
      labelNames: ['category', 'direction'],
      registers,
    });
    this.#compared = new Counter({
      name: 'havre_gate_shadow_compared_total',
      help: 'Documents that the candidate bundle screened too.',
      registers,
    });
    this.#skipped = new Counter({
      name: 'havre_gate_shadow_skipped_total',
      help: 'Documents that the candidate bundle did not screen, because the gate was busy.',
      registers,
    });
  }

  countCompared(difference: ShadowDifference | undefined): void {
    this.#compared.inc();
    if (difference === undefined) return;
    const { category, direction } = difference;
    const key = `${category} ${direction}`;
    const pending = (this.#pending.get(key) ?? 0) + 1;
    if (pending === SMALLEST_CELL) this.#differences.inc({ category, direction }, SMALLEST_CELL);
    this.#pending.set(key, pending % SMALLEST_CELL);
  }

  countSkipped(): void {
    this.#skipped.inc();
  }
}
