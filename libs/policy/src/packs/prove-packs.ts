import type { PackSource } from '../bundle.js';
import { compileLayer, proofOf } from './pack-layer.js';
import { proveRules } from './prove-rules.js';

/**
 * Proves packs, the first by itself and each other one over it, and names the proofs by pack.
 *
 * @throws PolicyError as `compileBundle` does
 */
export function provePacks(packs: readonly PackSource[]): Readonly<Record<string, string>> {
  const [base, ...others] = packs;
  if (base === undefined) return {};
  const first = compileLayer(base);
  const layers = [first, ...others.map((source) => compileLayer(source, first))];
  for (const { pack, engine } of layers) proveRules(pack, engine);
  return Object.fromEntries(layers.map((layer) => [layer.pack.pack, proofOf(layer)]));
}
