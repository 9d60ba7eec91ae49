import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EVENT_TYPES, publishedFiles } from '@havre/events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { writeEventDocuments } from './write-event-documents.js';

describe('writeEventDocuments', () => {
  const name = 'havre.capacity.confirmed.v1.json';
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'havre-docs-'));
    await mkdir(join(root, 'docs'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it('writes every document, again and again', async () => {
    expect(await writeEventDocuments(root)).toEqual([]);
    expect(await writeEventDocuments(root)).toEqual([]);
    expect(await readdir(join(root, 'libs/events/published'))).toHaveLength(EVENT_TYPES.length);
    expect(await readFile(join(root, 'docs/asyncapi.yaml'), 'utf8')).toMatch(/^asyncapi: "3\.0\.0"/);
    expect(await readFile(join(root, 'docs/phrasebook.md'), 'utf8')).toMatch(/^# Le recueil de phrases\n/);
  });

  it('writes nothing over a published schema that promised more', async () => {
    await writeEventDocuments(root);
    await rm(join(root, 'docs'), { recursive: true });
    await mkdir(join(root, 'docs'));
    const promised =
      publishedFiles().get(name)?.replace('"required": [\n', '"required": [\n"extra",\n') ?? '';
    const before = promised.replace('"properties": {', '"properties": { "extra": { "type": "boolean" },');
    await writeFile(join(root, 'libs/events/published', name), before);
    expect(await writeEventDocuments(root)).toContain(`${name}: property-removed at log/extra`);
    expect(await readFile(join(root, 'libs/events/published', name), 'utf8')).toBe(before);
    expect(await readdir(join(root, 'docs'))).toEqual([]);
  });

  it('does not hide a fault of the disk', async () => {
    await mkdir(join(root, 'libs/events/published', name), { recursive: true });
    await expect(writeEventDocuments(root)).rejects.toThrow();
  });
});
