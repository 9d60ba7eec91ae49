import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A sequence of bytes to look for, and what it is. */
export interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/** How a secret of a few bytes could have been written down: raw, and in the common encodings at every alignment. */
export function writingsOf(name: string, secret: Buffer): readonly Needle[] {
  const hex = secret.toString('hex');
  const texts = [
    hex,
    hex.toUpperCase(),
    ...[0, 1, 2].flatMap((shift) => {
      const shifted = Buffer.concat([Buffer.alloc(shift), secret]).toString('base64');
      // What lies at either end depends on the bytes around it.
      const certain = shifted.slice(shift === 0 ? 0 : 4, -4);
      return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')];
    }),
  ];
  return [
    { name: `${name}, raw`, bytes: secret },
    ...texts.map((text, index) => ({ name: `${name}, writing ${String(index)}`, bytes: Buffer.from(text) })),
  ];
}

/** The needles that any meant file below a folder holds, as `name in path`. Files that go while they are read are gone. */
export async function searchFiles(
  folder: string,
  needles: readonly Needle[],
  isMeant: (path: string) => boolean = () => true,
): Promise<{ readonly found: readonly string[]; readonly files: number; readonly bytes: number }> {
  const found: string[] = [];
  let files = 0;
  let bytes = 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if (!isMeant(path)) continue;
    const content = await readFile(path).catch(() => undefined);
    if (content === undefined) continue;
    files += 1;
    bytes += content.length;
    found.push(
      ...needles.filter((needle) => content.includes(needle.bytes)).map(({ name }) => `${name} in ${path}`),
    );
  }
  return { found, files, bytes };
}
