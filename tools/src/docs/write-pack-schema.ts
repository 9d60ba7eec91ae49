import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PACK_SCHEMA, provePacks, readPacks, shippedPacks } from '@havre/policy';

/** Writes the JSON Schema of policy packs beside the packs, for editors. `root`: folder of the repository. */
export async function writePackSchema(root: string): Promise<void> {
  const file = join(root, 'libs', 'policy', 'packs', 'pack.schema.json');
  await writeFile(file, `${JSON.stringify(PACK_SCHEMA, null, 2)}\n`);
}

/** Proves the packs that ship and writes down that it was done: a process that loads them need not do it again. */
export async function writeProofs(root: string): Promise<void> {
  const file = join(root, 'libs', 'policy', 'packs', 'proved.json');
  await writeFile(file, `${JSON.stringify(provePacks(readPacks(shippedPacks())), null, 2)}\n`);
}
