import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureCityKeys, keysFileIn } from './city-keys.js';

const sources = {
  departments: ['/departments/libraries'],
  providers: ['/providers/house', '/providers/home'],
};
let folder = '';

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'toronto-keys-')), 'data');
});

afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

describe('keys of the city', () => {
  it('are made once for a folder', async () => {
    const first = await ensureCityKeys(folder, sources);
    expect(await ensureCityKeys(folder, sources)).toEqual(first);
    expect(first.departments).toMatch(/^havre_departments_[0-9a-f]{48}$/);
  });

  it('let each side publish under its own sources, and stand as hashes in the file of Havre', async () => {
    const tokens = await ensureCityKeys(folder, sources);
    const text = await readFile(keysFileIn(folder), 'utf8');
    expect(JSON.parse(text)).toMatchObject([
      { role: 'department', sources: sources.departments },
      { role: 'provider', sources: sources.providers },
      { role: 'operator', sources: [], scopes: ['admin:read'] },
    ]);
    expect(text).not.toContain(tokens.providers.split('_')[2]);
  });

  it('are for their owner alone to read', async () => {
    await ensureCityKeys(folder, sources);
    const { mode } = await stat(keysFileIn(folder));
    expect(mode & 0o077).toBe(0);
  });
});
