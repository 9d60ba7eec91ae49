import { join } from 'node:path';

import { packFolders, readPacks, type PackSource } from '@havre/policy';

/** Which packs make a bundle, beside the base pack. */
export interface PackSelection {
  /** Names of packs that ship. */
  readonly names: readonly string[];
  /** A folder of packs of the city's own, one folder each; all of them are added. */
  readonly folder?: string | undefined;
  /** Names or folders of candidates: each stands in the place of its namesake, or is added. */
  readonly candidates?: readonly string[] | undefined;
}

/**
 * Reads the packs of a selection, base first. What ships is read once a process, what is the city's own every time.
 *
 * @throws PolicyError `pack-not-found` or `base-is-fixed`
 */
export function readSelection({ names, folder, candidates = [] }: PackSelection): readonly PackSource[] {
  const own = folder === undefined ? [] : packFolders(folder).map((name) => join(folder, name));
  return readPacks([...names, ...own, ...candidates]);
}

/** Whether any of it can change while the gate runs. */
export function canChange({ folder, candidates = [] }: PackSelection): boolean {
  return folder !== undefined || candidates.some((candidate) => /[/\\.]/.test(candidate));
}
