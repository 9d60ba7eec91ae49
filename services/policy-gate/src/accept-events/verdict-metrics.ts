import { Counter, type Registry } from 'prom-client';

import type { VerdictCounter } from './verdict-counter.js';

/** `havre_gate_verdicts_total{verdict}`. There is no label for a source or a category: a metric is read every minute. */
export class VerdictMetrics implements VerdictCounter {
  readonly #total: Counter<'verdict'>;

  constructor(registry: Registry) {
    this.#total = new Counter({
      name: 'havre_gate_verdicts_total',
      help: 'Events decided on, by verdict. Dropped: unreadable, unknown or carrying status, alike.',
      labelNames: ['verdict'],
      registers: [registry],
    });
    this.count({ cleared: 0, dropped: 0 });
  }

  count({ cleared, dropped }: { readonly cleared: number; readonly dropped: number }): void {
    this.#total.inc({ verdict: 'cleared' }, cleared);
    this.#total.inc({ verdict: 'dropped' }, dropped);
  }
}
