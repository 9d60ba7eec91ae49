import type { PolicyBundle } from './bundle.js';
import type { LayeredEngine } from './layered-engine.js';
import type { PackLayer } from './packs/pack-layer.js';

/** What a bundle was compiled to. */
export interface CompiledBundle {
  readonly engine: LayeredEngine;
  /** One of each pack, in order. */
  readonly layers: readonly PackLayer[];
}

const compiled = new WeakMap<PolicyBundle, CompiledBundle>();

export function keepCompiled(bundle: PolicyBundle, what: CompiledBundle): void {
  compiled.set(bundle, what);
}

/** What a bundle was compiled to; undefined for an object that `compileBundle` did not make. */
export function compiledOf(bundle: PolicyBundle): CompiledBundle | undefined {
  return compiled.get(bundle);
}

/** The engine compiled for a bundle. */
export function engineOf(bundle: PolicyBundle): LayeredEngine | undefined {
  return compiledOf(bundle)?.engine;
}
