import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

type Dependencies = Readonly<Record<string, string>>;

interface LockedPackage {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly optionalDependencies?: Dependencies;
}

const root = join(import.meta.dirname, '../..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, LockedPackage> };
const ours = Object.keys(packages).filter((path) => !path.includes('node_modules'));

/** Where Node would find `name` from a package at `path`. */
function isLocked(path: string, name: string): boolean {
  const folders = path.split('/node_modules/');
  return (
    folders.some((_, depth) => {
      const at = folders.slice(0, folders.length - depth).join('/node_modules/');
      return packages[`${at}/node_modules/${name}`] !== undefined;
    }) || packages[`node_modules/${name}`] !== undefined
  );
}

describe('package-lock.json', () => {
  it('names the optional binaries of every platform, or npm ci refuses it where a registry lacks one', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry', () => {
    const named = Object.entries(packages).filter(
      ([, { resolved, link }]) => link !== true && resolved !== undefined,
    );
    expect(named.map(([path]) => path)).toEqual([]);
  });

  it.each(ours)("agrees with the package.json of '%s', in exact versions", (path) => {
    const manifest = read(join(path, 'package.json')) as LockedPackage;
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
      expect([kind, packages[path]?.[kind] ?? {}]).toEqual([kind, manifest[kind] ?? {}]);
      const loose = Object.entries(manifest[kind] ?? {}).filter(
        ([, version]) => !/^\d+\.\d+\.\d+/.test(version),
      );
      expect(loose).toEqual([]);
    }
  });
});
