import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildAsyncApi, comparePublished, publishedFiles, toYaml, type PublishedSchema } from '@havre/events';

import { phrasebookDocument } from './phrasebook-document.js';

/** What keeps a schema from being written over the one that is published, a line each. */
async function refusals(path: string, name: string, content: string): Promise<readonly string[]> {
  const before = JSON.parse(await readFile(path, 'utf8')) as PublishedSchema;
  const changes = comparePublished(before, JSON.parse(content) as PublishedSchema);
  return changes.map((incompatible) => `${name}: ${incompatible.change} at ${incompatible.path}`);
}

/**
 * Writes `docs/asyncapi.yaml`, `docs/phrasebook.md` (and its English twin) and `libs/events/published/` from the
 * published language. Nothing is written when
 * a schema changed in a way that its version does not allow.
 *
 * @param root folder of the repository
 * @returns the incompatible changes, a line each; none when the documents were written
 */
export async function writeEventDocuments(root: string): Promise<readonly string[]> {
  const folder = join(root, 'libs', 'events', 'published');
  await mkdir(folder, { recursive: true });
  const published = await readdir(folder);
  const files = [...publishedFiles()];
  const rewritten = files.filter(([name]) => published.includes(name));
  const refused = await Promise.all(
    rewritten.map(([name, content]) => refusals(join(folder, name), name, content)),
  );
  if (refused.flat().length > 0) return refused.flat();
  await Promise.all(files.map(([name, content]) => writeFile(join(folder, name), content)));
  await writeFile(join(root, 'docs', 'asyncapi.yaml'), toYaml(buildAsyncApi()));
  await writeFile(join(root, 'docs', 'phrasebook.md'), phrasebookDocument('fr'));
  await writeFile(join(root, 'docs', 'phrasebook.en.md'), phrasebookDocument('en'));
  return [];
}
