import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const git = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'];
const documents = execFileSync('git', git, { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

/** What users read, in French first; changelog, decisions and the page for those who work here are not doubled. */
const forUsers = documents.filter((file) =>
  /^(?:(?:README|CONTRIBUTING)\.md|docs\/[^/]+\.md|examples\/[^/]+\/README\.md)$/.test(file),
);
const inFrench = forUsers.filter((file) => !file.endsWith('.en.md'));

/** Targets of links and pictures that are files of this repository. */
function localTargets(file: string): string[] {
  const prose = textOf(file).replace(/```.*?```/gs, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
  return targets
    .filter((target) => !/^(?:[a-z]+:|#)/.test(target))
    .map((target) => target.split('#')[0] ?? '');
}

const shape = (file: string) => ({
  headings: textOf(file).match(/^#+ /gm),
  blocks: textOf(file).match(/^```/gm)?.length,
  pictures: textOf(file).match(/!\[/g)?.length,
});

describe('documents', () => {
  it.each(documents)('%s links to files that exist', (file) => {
    const missing = localTargets(file).filter((target) => !existsSync(join(root, dirname(file), target)));
    expect(missing).toEqual([]);
  });

  it.each(documents)('%s names npm scripts that exist', (file) => {
    const named = [...textOf(file).matchAll(/npm run (?:-[\w-]+ )*([\w:-]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('points only at files that exist, in the page for those who work here', () => {
    const named = [...textOf('AGENTS.md').matchAll(/`((?:libs|services|tools|examples|docs)\/[^`<]*)`/g)];
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, file]) => !existsSync(join(root, file ?? ''))).map(([, file]) => file)).toEqual(
      [],
    );
  });

  it.each(inFrench)('%s has an English twin of the same shape', (file) => {
    const twin = file.replace(/\.md$/, '.en.md');
    expect(existsSync(join(root, twin))).toBe(true);
    expect(shape(twin)).toEqual(shape(file));
  });
});
