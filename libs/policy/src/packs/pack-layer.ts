import { createHash } from 'node:crypto';

import type { BundlePart, PackSource } from '../bundle.js';
import type { Engine } from '../matching/engine.js';
import { compileRules } from './compile-rules.js';
import type { Pack } from './pack.js';
import { readPack } from './read-pack.js';

/** A pack compiled by itself. */
export interface PackLayer {
  readonly part: BundlePart;
  readonly pack: Pack;
  readonly engine: Engine;
  /** Hash of the pack whose ordinary words it was compiled with; empty for the first. */
  readonly under: string;
}

/**
 * Compiles a pack by itself. From the first pack of its bundle it takes which words are everyday ones, which are no
 * typing errors and which may join run-on words; nothing goes the other way.
 */
export function compileLayer(source: PackSource, first?: PackLayer): PackLayer {
  const pack = readPack(source);
  return {
    part: { kind: 'pack', name: pack.pack, version: pack.version, hash: hashOfSource(source) },
    pack,
    engine: compileRules(pack, first?.pack),
    under: first?.part.hash ?? '',
  };
}

/** Whether a layer is what a source would be compiled to. */
export function isLayerOf(layer: PackLayer, source: PackSource, first?: PackLayer): boolean {
  return layer.part.hash === hashOfSource(source) && layer.under === (first?.part.hash ?? '');
}

/** Names what was proved: the text of a pack, and of the one whose ordinary words it was compiled with. */
export function proofOf({ part, under }: PackLayer): string {
  return createHash('sha256').update(`${part.hash}\0${under}`).digest('hex');
}

function hashOfSource({ name, yaml }: PackSource): string {
  return createHash('sha256').update(`${name}\0${yaml}`).digest('hex');
}
