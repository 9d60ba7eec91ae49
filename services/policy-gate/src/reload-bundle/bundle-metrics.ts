import { Counter, Gauge, type Registry } from 'prom-client';

import type { HeldBundle } from '../accept-events/bundle-holder.js';

/** What a bundle is for: it decides, or it only runs beside the one that does. */
export type BundleRole = 'enforcing' | 'shadow';

export type ReloadOutcome = 'swapped' | 'unchanged' | 'failed';

/** Version, hash and age of the bundles, and how their reloading went. Nothing of what they screen. */
export class BundleMetrics {
  readonly #info: Gauge<'role' | 'version' | 'hash'>;
  readonly #reloads: Counter<'role' | 'outcome'>;
  readonly #compiling: Gauge<'role'>;
  readonly #held = new Map<BundleRole, HeldBundle>();

  /** `now`: milliseconds since the epoch. */
  constructor(registry: Registry, now: () => number) {
    const registers = [registry];
    this.#info = new Gauge({
      name: 'havre_gate_bundle_info',
      help: 'Bundle of policy packs in memory: always 1, what it is stands in the labels.',
      labelNames: ['role', 'version', 'hash'],
      registers,
    });
    this.#reloads = new Counter({
      name: 'havre_gate_bundle_reloads_total',
      help: 'Attempts to take over changed packs. Failed: the bundle before stays.',
      labelNames: ['role', 'outcome'],
      registers,
    });
    this.#compiling = new Gauge({
      name: 'havre_gate_bundle_compile_seconds',
      help: 'How long the last swap held up the event loop. Proof of the rules runs in another thread.',
      labelNames: ['role'],
      registers,
    });
    const held = this.#held;
    new Gauge({
      name: 'havre_gate_bundle_age_seconds',
      help: 'Time since the bundle was taken over.',
      labelNames: ['role'],
      registers,
      collect() {
        for (const [role, { since }] of held) this.set({ role }, Math.max(0, (now() - since) / 1_000));
      },
    });
  }

  /** Notes which bundle is in memory now. */
  hold(role: BundleRole, held: HeldBundle): void {
    const before = this.#held.get(role)?.bundle;
    if (before !== undefined) this.#info.remove(labelsOf(role, before));
    this.#held.set(role, held);
    this.#info.set(labelsOf(role, held.bundle), 1);
  }

  countReload(role: BundleRole, outcome: ReloadOutcome): void {
    this.#reloads.inc({ role, outcome });
  }

  setCompileTime(role: BundleRole, seconds: number): void {
    this.#compiling.set({ role }, seconds);
  }
}

function labelsOf(
  role: BundleRole,
  { version, hash }: HeldBundle['bundle'],
): Record<'role' | 'version' | 'hash', string> {
  return { role, version, hash };
}
