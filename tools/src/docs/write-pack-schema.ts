import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PACK_SCHEMA, provePacks, readPacks, shippedPacks } from '@havre/policy';

const LINE = 110;

/** Writes the JSON Schema of policy packs beside the packs, for editors. `root`: folder of the repository. */
export async function writePackSchema(root: string): Promise<void> {
  const file = join(root, 'libs', 'policy', 'packs', 'pack.schema.json');
  await writeFile(file, `${format(PACK_SCHEMA, '', 0)}\n`);
}

/** Proves the packs that ship and writes down that it was done: a process that loads them need not do it again. */
export async function writeProofs(root: string): Promise<void> {
  const file = join(root, 'libs', 'policy', 'packs', 'proved.json');
  await writeFile(file, `${JSON.stringify(provePacks(readPacks(shippedPacks())), null, 2)}\n`);
}

/** As the formatter of the repository writes it: lists of plain values on one line where they fit. */
function format(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => format(item, inner, inner.length));
    const line = `[${items.join(', ')}]`;
    const fits = before + line.length < LINE && !line.includes('\n');
    return fits ? line : `[\n${items.map((item) => inner + item).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([key, member]) => {
    const name = `${inner}${JSON.stringify(key)}: `;
    return name + format(member, inner, name.length);
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}
