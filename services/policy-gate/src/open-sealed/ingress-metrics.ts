import { Counter, type Registry } from 'prom-client';

import type { UnopenedReason } from './seal-reader.js';

const REASONS: readonly UnopenedReason[] = [
  'plaintext',
  'unknown-key',
  'expired-key',
  'wrong-topic',
  'not-genuine',
  'too-large',
  'replay',
];

/**
 * `havre_gate_unopened_total{reason}`: what could not be opened, of which nobody knows what it held. What was opened is
 * not counted here: the difference to what was appended would be a count of drops by the minute.
 */
export class IngressMetrics {
  readonly #unopened: Counter<'reason'>;

  constructor(registry: Registry) {
    this.#unopened = new Counter({
      name: 'havre_gate_unopened_total',
      help: 'Records of sealed topics that were not opened, by reason.',
      labelNames: ['reason'],
      registers: [registry],
    });
    for (const reason of REASONS) this.#unopened.inc({ reason }, 0);
  }

  count(reasons: readonly UnopenedReason[]): void {
    for (const reason of reasons) this.#unopened.inc({ reason });
  }
}
