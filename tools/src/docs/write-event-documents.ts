import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildAsyncApi, comparePublished, publishedFiles, toYaml, type PublishedSchema } from '@havre/events';

async function readPublished(path: string): Promise<PublishedSchema | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as PublishedSchema;
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined;
    throw fault;
  }
}

/** What keeps a schema from being written over the one that is published, a line each. */
async function refusals(folder: string, name: string, content: string): Promise<readonly string[]> {
  const before = await readPublished(join(folder, name));
  if (before === undefined) return [];
  const changes = comparePublished(before, JSON.parse(content) as PublishedSchema);
  return changes.map(({ path, change }) => `${name}: ${change} at ${path}`);
}

/**
 * Writes `docs/asyncapi.yaml` and `libs/events/published/` from the published language. Nothing is written when
 * a schema changed in a way that its version does not allow.
 *
 * @param root folder of the repository
 * @returns the incompatible changes, a line each; none when the documents were written
 */
export async function writeEventDocuments(root: string): Promise<readonly string[]> {
  const folder = join(root, 'libs', 'events', 'published');
  const files = [...publishedFiles()];
  const refused = await Promise.all(files.map(([name, content]) => refusals(folder, name, content)));
  const lines = refused.flat();
  if (lines.length > 0) return lines;
  await mkdir(folder, { recursive: true });
  await Promise.all(files.map(([name, content]) => writeFile(join(folder, name), content)));
  await writeFile(join(root, 'docs', 'asyncapi.yaml'), toYaml(buildAsyncApi()));
  return [];
}
