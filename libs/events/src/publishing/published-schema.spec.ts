import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { EVENT_TYPES } from '../index.js';
import { comparePublished } from './compare-published.js';
import {
  publishedFileName,
  publishedFiles,
  publishedSchema,
  type PublishedSchema,
} from './published-schema.js';

const FOLDER = join(import.meta.dirname, '..', '..', 'published');

describe('libs/events/published', () => {
  it('keeps every event that was ever published, and the library still knows it', async () => {
    expect((await readdir(FOLDER)).sort()).toEqual(EVENT_TYPES.map(publishedFileName).sort());
  });

  it.each(EVENT_TYPES)('%s has not changed in a way that its version does not allow', async (type) => {
    const content = await readFile(join(FOLDER, publishedFileName(type)), 'utf8');
    expect(comparePublished(JSON.parse(content) as PublishedSchema, publishedSchema(type))).toEqual([]);
  });

  it.each([...publishedFiles()])(
    '%s is what the library publishes (`npm run docs` writes it)',
    async (name, content) => {
      expect(await readFile(join(FOLDER, name), 'utf8')).toBe(content);
    },
  );
});
