import type { PolicyBundle } from './bundle.js';
import type { PolicyEngine } from './policy-engine.js';

const engines = new WeakMap<PolicyBundle, PolicyEngine>();

export function keepEngine(bundle: PolicyBundle, engine: PolicyEngine): void {
  engines.set(bundle, engine);
}

/** The engine compiled for a bundle; undefined for an object that `compileBundle` did not make. */
export function engineOf(bundle: PolicyBundle): PolicyEngine | undefined {
  return engines.get(bundle);
}
