import { createHash } from 'node:crypto';

import type { PackSource, PolicyBundle } from './bundle.js';
import { keepEngine } from './engine-of-bundle.js';
import { compileRules } from './packs/compile-rules.js';
import { proveRules } from './packs/prove-rules.js';
import { readPack } from './packs/read-pack.js';
import { PolicyEngine } from './policy-engine.js';
import { PolicyError } from './policy-error.js';

/**
 * Compiles packs into one bundle. Throws a `PolicyError` when a pack is malformed, or when a rule misses one of
 * its own examples or a generated disguise of it, or finds something in its near misses.
 */
export function compileBundle(packs: readonly PackSource[]): PolicyBundle {
  if (packs.length === 0) throw new PolicyError('pack-not-found', 'none');
  const read = packs.map(readPack);
  const engine = compileRules(read);
  for (const pack of read) proveRules(pack, engine);
  const bundle: PolicyBundle = Object.freeze({
    packs: Object.freeze(read.map(({ pack }) => pack)),
    version: read.map(({ pack, version }) => `${pack}@${String(version)}`).join('+'),
    hash: hashOf(packs),
    ruleCount: engine.rules.length,
  });
  keepEngine(bundle, new PolicyEngine(engine));
  return bundle;
}

function hashOf(packs: readonly PackSource[]): string {
  const hash = createHash('sha256');
  for (const pack of packs) hash.update(`${pack.name}\0${pack.yaml}\0`);
  return hash.digest('hex');
}
