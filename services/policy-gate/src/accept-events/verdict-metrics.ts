import { Counter, Gauge, type Registry } from 'prom-client';

import type { VerdictCounter } from './verdict-counter.js';

/** Counts that are smaller are nobody's business. */
const SMALLEST_SHOWN = 5;

/**
 * `havre_gate_verdicts_total{verdict="cleared"}`: what is routed, as it happens. What is not routed is told for whole days
 * that are over (`havre_gate_dropped_last_day`), and only from five on: a counter that is read every few seconds would be
 * a record of when each single event was dropped. No label names a source or a category.
 */
export class VerdictMetrics implements VerdictCounter {
  readonly #total: Counter<'verdict'>;

  /** `droppedLastDay`: drops of all sources on the last day (UTC) that is over; of all gates together. */
  constructor(registry: Registry, droppedLastDay: () => Promise<number>) {
    const registers = [registry];
    this.#total = new Counter({
      name: 'havre_gate_verdicts_total',
      help: 'Events decided on and routed.',
      labelNames: ['verdict'],
      registers,
    });
    new Gauge({
      name: 'havre_gate_dropped_last_day',
      help: 'Events not routed on the last whole day (UTC), all gates together; 0 stands for fewer than five.',
      registers,
      async collect() {
        // A scrape goes on without its database: the count of a day that is over does not change.
        const dropped = await droppedLastDay().catch(() => undefined);
        if (dropped !== undefined) this.set(dropped < SMALLEST_SHOWN ? 0 : dropped);
      },
    });
    this.count({ cleared: 0 });
  }

  count({ cleared }: { readonly cleared: number }): void {
    this.#total.inc({ verdict: 'cleared' }, cleared);
  }
}
