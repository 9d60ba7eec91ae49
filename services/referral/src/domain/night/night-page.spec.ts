import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../../../../..');
const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');
const headings = (page: string): readonly string[] =>
  [...page.matchAll(/^### (.+)$/gm)].map(([, name = '']) => name);
/** The settings of a page with their defaults, in their order. */
const settings = (page: string): readonly (readonly [name: string, value: string])[] =>
  [...page.matchAll(/`(HAVRE_[A-Z_]+)` \(([^)]+)\)/g)].map(([, name = '', value = '']) => [name, value]);

/** The names of all tests of the services that decide on referrals. */
async function testNames(): Promise<ReadonlySet<string>> {
  const folders = ['services/referral/src/domain/night', 'services/policy-gate/src/domain'];
  const specs = await Promise.all(
    folders.map(async (folder) => {
      const files = (await readdir(join(ROOT, folder))).filter((file) => file.endsWith('.spec.ts'));
      return Promise.all(files.map((file) => read(`${folder}/${file}`)));
    }),
  );
  return new Set(
    specs.flat().flatMap((text) => [...text.matchAll(/\bit\('([^']+)'/g)].map(([, name = '']) => name)),
  );
}

describe('the page of the rules of the night', () => {
  it('has a test for each rule, by its name', async () => {
    const names = await testNames();
    const rules = headings(await read('docs/night.en.md'));
    expect(rules.length).toBeGreaterThan(30);
    expect(rules.filter((rule) => !names.has(rule))).toEqual([]);
  });

  it('says as many rules in French, with the same settings', async () => {
    const [french, english] = await Promise.all([read('docs/night.md'), read('docs/night.en.md')]);
    expect(headings(french)).toHaveLength(headings(english).length);
    expect(settings(french)).toEqual(settings(english));
  });

  it.each(['docs/configuration.md', 'docs/configuration.en.md'])('gives the defaults of %s', async (path) => {
    const table = await read(path);
    for (const [name, value] of settings(await read('docs/night.en.md'))) {
      const row = table.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
      const standard = /`\[?([^`\],]+)/.exec(row.split('|')[3] ?? '')?.[1];
      expect([name, standard?.replace(/^[a-z]+:/, '')]).toEqual([name, value]);
    }
  });
});
