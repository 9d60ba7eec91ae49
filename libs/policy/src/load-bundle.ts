import { readdirSync, readFileSync } from 'node:fs';

import type { PackSource, PolicyBundle } from './bundle.js';
import { compileBundle } from './compile-bundle.js';
import { PolicyError } from './policy-error.js';

const BASE_PACK = 'base';
const PACKS = new URL('../packs/', import.meta.url);
const PACK_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const loaded = new Map<string, PolicyBundle>();

/**
 * The built-in packs, compiled: `base` always, then the named city packs in the order given. The packs ship
 * with the library as YAML beside `dist/`. Compiled once per process and set of names.
 *
 * @throws PolicyError `pack-not-found` for a name that does not ship, and whatever `compileBundle` throws.
 */
export function loadBundle(names: readonly string[] = []): PolicyBundle {
  const wanted = [BASE_PACK, ...new Set(names.filter((name) => name !== BASE_PACK))];
  const key = wanted.join('+');
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const bundle = compileBundle(wanted.map(readPack));
  loaded.set(key, bundle);
  return bundle;
}

function readPack(name: string): PackSource {
  if (!PACK_NAME.test(name)) throw new PolicyError('pack-not-found', 'unnamed');
  const folder = new URL(`${name}/`, PACKS);
  try {
    const parts = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    const texts = parts.sort().map((file) => readFileSync(new URL(file, folder), 'utf8'));
    return { name, yaml: texts.join('\n---\n') };
  } catch {
    throw new PolicyError('pack-not-found', name);
  }
}
