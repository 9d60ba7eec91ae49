import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { FreeText, PackSource, PolicyBundle } from './bundle.js';
import { compileBundle, type BundleModel, type CompileOptions } from './compile-bundle.js';
import { loadModel } from './load-model.js';
import type { OperatingPoint } from './model/note-opinion.js';
import { PolicyError } from './policy-error.js';

const BASE_PACK = 'base';
const PACKS = fileURLToPath(new URL('../packs/', import.meta.url));
const PACK_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const PROOFS = 'proved.json';

let proved: ReadonlySet<string> | undefined;
const loaded = new Map<string, PolicyBundle>();
/** The packs that ship belong to this code: what is put in their place later is for the next start. */
const shipped = new Map<string, PackSource>();

export interface LoadOptions {
  /** How free text is decided. Default: `strict` where a pack says so, otherwise `screened`. */
  readonly notes?: OperatingPoint | undefined;
}

/**
 * The built-in packs, compiled: `base` always, then the named city packs in the order given. The packs ship
 * with the library as YAML beside `dist/`. Compiled once per process and set of names.
 *
 * @throws PolicyError `pack-not-found` for a name that does not ship, and whatever `compileBundle` throws.
 */
export function loadBundle(names: readonly string[] = [], { notes }: LoadOptions = {}): PolicyBundle {
  const wanted = [BASE_PACK, ...new Set(names.filter((name) => name !== BASE_PACK))];
  const key = `${wanted.join('+')} ${notes ?? ''}`;
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const like = loaded.get(`${BASE_PACK} ${notes ?? ''}`);
  const bundle = compilePacks(wanted.map(readPackNamed), { notes, like });
  loaded.set(key, bundle);
  return bundle;
}

export interface CompilePacksOptions extends LoadOptions, Pick<CompileOptions, 'like' | 'provedHash'> {}

/** Packs as `readPacks` gave them, compiled with the model that ships. Not kept: every call compiles what is new. */
export function compilePacks(packs: readonly PackSource[], options: CompilePacksOptions = {}): PolicyBundle {
  const { notes, like, provedHash } = options;
  const model = (freeText: FreeText): BundleModel =>
    loadModel(notes ?? (freeText === 'strict' ? 'strict' : 'screened'));
  return compileBundle(packs, { like, provedHash, model, provedPacks: provedPacks() });
}

/**
 * What the packs that ship were proved as, by the build that shipped them. A pack that was changed since is not in it,
 * and proves itself when it is loaded.
 */
function provedPacks(): ReadonlySet<string> {
  proved ??= new Set(readProofs());
  return proved;
}

function readProofs(): readonly string[] {
  try {
    return Object.values(JSON.parse(readFileSync(join(PACKS, PROOFS), 'utf8')) as Record<string, string>);
  } catch {
    return [];
  }
}

/**
 * Sources of packs, `base` first and always the built-in one: what a city writes adds to it and cannot replace it.
 *
 * @param names of packs that ship, or folders of packs: an item with a slash or a dot is a folder. Of two with the
 *   same name, the later one stands in the place of the earlier.
 * @throws PolicyError `pack-not-found`, or `base-is-fixed` for a folder that is called `base`
 */
export function readPacks(names: readonly string[]): readonly PackSource[] {
  const packs = new Map<string, PackSource>();
  for (const name of names) {
    if (name === BASE_PACK) continue;
    const pack = isFolderName(name) ? readPackFolder(name) : readPackNamed(name);
    packs.set(pack.name, pack);
  }
  return [readPackNamed(BASE_PACK), ...packs.values()];
}

/** Names of the packs that ship, `base` first. */
export function shippedPacks(): readonly string[] {
  return [BASE_PACK, ...packFolders(PACKS).filter((name) => name !== BASE_PACK)];
}

/** Names of the folders in a folder that may be packs, in their order. */
export function packFolders(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder).filter((name) => PACK_NAME.test(name));
    return entries.filter((name) => statSync(join(folder, name)).isDirectory()).sort();
  } catch {
    throw new PolicyError('pack-not-found', basename(folder));
  }
}

/** The pack in a folder, which is called as the folder is. */
function readPackFolder(folder: string): PackSource {
  const name = basename(resolve(folder));
  const isBuiltIn = resolve(folder) === join(PACKS, BASE_PACK);
  if (name === BASE_PACK && !isBuiltIn) throw new PolicyError('base-is-fixed', name);
  if (!PACK_NAME.test(name)) throw new PolicyError('pack-not-found', 'unnamed');
  return readPackFrom(folder, name);
}

function readPackNamed(name: string): PackSource {
  if (!PACK_NAME.test(name)) throw new PolicyError('pack-not-found', 'unnamed');
  const pack = shipped.get(name) ?? readPackFrom(join(PACKS, name), name);
  shipped.set(name, pack);
  return pack;
}

function readPackFrom(folder: string, name: string): PackSource {
  try {
    const parts = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    const texts = parts.sort().map((file) => readFileSync(join(folder, file), 'utf8'));
    if (texts.length > 0) return { name, yaml: texts.join('\n---\n') };
  } catch {
    // Said below, without the words of the file system.
  }
  throw new PolicyError('pack-not-found', name);
}

function isFolderName(name: string): boolean {
  return /[/\\.]/.test(name);
}
