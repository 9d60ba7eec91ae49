import { createHash } from 'node:crypto';

import type { BundlePart, FreeText, PackSource, PolicyBundle } from './bundle.js';
import { compiledOf, keepCompiled } from './engine-of-bundle.js';
import { LayeredEngine } from './layered-engine.js';
import type { SecondOpinion } from './model/second-opinion.js';
import { compileLayer, isLayerOf, proofOf, type PackLayer } from './packs/pack-layer.js';
import { proveRules } from './packs/prove-rules.js';
import { PolicyError } from './policy-error.js';

/** What decides beside the rules. */
export interface BundleModel {
  readonly name: string;
  readonly version: number;
  /** SHA-256 over its bytes, in hexadecimal. */
  readonly hash: string;
  readonly opinion: SecondOpinion;
}

export interface CompileOptions {
  /** A bundle compiled before: what is the same in it is taken from it, and not proved again. */
  readonly like?: PolicyBundle | undefined;
  /** Hash of a bundle that was proved elsewhere, in another thread: packs that make this bundle are not proved again. */
  readonly provedHash?: string | undefined;
  /** `proofOf` of packs that were proved before they shipped: what makes these is not proved again. */
  readonly provedPacks?: ReadonlySet<string> | undefined;
  /** Asked about the sentences that the rules of every pack cleared; may depend on what the packs say of free text. */
  readonly model?: BundleModel | ((freeText: FreeText) => BundleModel) | undefined;
}

/**
 * Compiles packs into one bundle. The first is the one that the others add to: each finds what it finds by itself, and
 * a drop is what any of them finds. Throws a `PolicyError` when a pack is malformed, or when a rule misses one of
 * its own examples or a generated disguise of it, or finds something in its near misses.
 */
export function compileBundle(packs: readonly PackSource[], options: CompileOptions = {}): PolicyBundle {
  const known = options.like === undefined ? [] : (compiledOf(options.like)?.layers ?? []);
  const layers = layersOf(packs, known);
  const freeText = freeTextOf(layers);
  const model = typeof options.model === 'function' ? options.model(freeText) : options.model;
  const parts = partsOf(layers, model);
  const bundle: PolicyBundle = Object.freeze({
    packs: Object.freeze(layers.map(({ pack }) => pack.pack)),
    version: parts.map(({ name, version }) => `${name}@${String(version)}`).join('+'),
    hash: hashOf(parts),
    ruleCount: layers.reduce(
      (sum, { engine }) => sum + engine.rules.filter(({ isEvidence }) => !isEvidence).length,
      0,
    ),
    freeText,
    parts: Object.freeze(parts),
  });
  if (options.provedHash !== bundle.hash) proveLayers(layers, known, options.provedPacks);
  const engines = layers.map(({ engine }) => engine);
  keepCompiled(bundle, { engine: new LayeredEngine(engines, model?.opinion), layers });
  return bundle;
}

/** Proves what was not proved before: by another bundle in this process, or before it shipped. */
function proveLayers(
  layers: readonly PackLayer[],
  known: readonly PackLayer[],
  proved: ReadonlySet<string> | undefined,
): void {
  for (const layer of layers) {
    if (!known.includes(layer) && proved?.has(proofOf(layer)) !== true) proveRules(layer.pack, layer.engine);
  }
}

/** From the most careful on. */
const BY_CARE: readonly FreeText[] = ['off', 'strict', 'screened'];

function freeTextOf(layers: readonly PackLayer[]): FreeText {
  const said = layers.flatMap(({ pack }) => pack.freeText ?? []);
  return BY_CARE.find((choice) => said.includes(choice)) ?? 'off';
}

function layersOf(packs: readonly PackSource[], known: readonly PackLayer[]): readonly PackLayer[] {
  if (packs.length === 0) throw new PolicyError('pack-not-found', 'none');
  const layers: PackLayer[] = [];
  const rules = new Set<string>();
  for (const source of packs) {
    const [first] = layers;
    const layer =
      known.find((candidate) => isLayerOf(candidate, source, first)) ?? compileLayer(source, first);
    for (const { id, isEvidence } of layer.engine.rules) {
      if (isEvidence) continue;
      if (rules.has(id)) throw new PolicyError('duplicate-rule', `${source.name}/${id}`);
      rules.add(id);
    }
    layers.push(layer);
  }
  return layers;
}

function partsOf(layers: readonly PackLayer[], model: BundleModel | undefined): BundlePart[] {
  const packs = layers.map(({ part }) => Object.freeze(part));
  if (model === undefined) return packs;
  const { name, version, hash } = model;
  return [...packs, Object.freeze({ kind: 'model', name, version, hash })];
}

function hashOf(parts: readonly BundlePart[]): string {
  const hash = createHash('sha256');
  for (const { kind, name, hash: own } of parts) hash.update(`${kind}\0${name}\0${own}\0`);
  return hash.digest('hex');
}
