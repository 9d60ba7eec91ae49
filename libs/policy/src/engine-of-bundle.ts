import type { PolicyBundle } from './bundle.js';
import type { Engine } from './matching/engine.js';

const engines = new WeakMap<PolicyBundle, Engine>();

export function keepEngine(bundle: PolicyBundle, engine: Engine): void {
  engines.set(bundle, engine);
}

/** The engine compiled for a bundle; undefined for an object that `compileBundle` did not make. */
export function engineOf(bundle: PolicyBundle): Engine | undefined {
  return engines.get(bundle);
}
