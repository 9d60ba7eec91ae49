import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { transform } from '@swc/core';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../../..');
const MIGRATIONS = ['services/*/src/persistence/migrations/*', 'libs/messaging/src/effects/*-tables.ts'];
/** What the services of a version are made of. */
const PARTS = ['libs', 'services', 'docs', 'package.json'];

/** The version before this one, built in a folder of its own. */
export interface PreviousVersion {
  readonly commit: string;
  readonly folder: string;
  remove(): Promise<void>;
}

async function git(...parameters: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', ROOT, ...parameters], { maxBuffer: 2 ** 28 });
  return stdout.trim();
}

/**
 * The commit that `HAVRE_TEST_PREVIOUS` names; else the newest release that lacks the newest migration; else the commit
 * before the one that brought it: in any later year, the version that ran on the schema before today's.
 */
async function previousCommit(): Promise<string> {
  const given = process.env['HAVRE_TEST_PREVIOUS'];
  if (given !== undefined && given !== '') return git('rev-parse', `${given}^{commit}`);
  const newest = await git('log', '-1', '--diff-filter=A', '--format=%H', '--', ...MIGRATIONS);
  const before = await git('rev-parse', `${newest}^`);
  const release = await git('describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*', before).catch(() => '');
  return release === '' ? before : git('rev-parse', `${release}^{commit}`);
}

/** Takes the previous version from the history and compiles it; its packages are its own, those of others are ours. */
export async function buildPreviousVersion(): Promise<PreviousVersion> {
  const commit = await previousCommit();
  const folder = await mkdtemp(join(tmpdir(), 'havre-previous-'));
  try {
    const archive = join(folder, 'version.tar');
    await git('archive', '--format=tar', '-o', archive, commit, ...PARTS);
    await run('tar', ['xf', archive, '-C', folder]);
    await rm(archive);
    await linkPackages(folder);
    await compileAll(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { commit, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function linkPackages(folder: string): Promise<void> {
  const ours = join(ROOT, 'node_modules');
  const own = join(folder, 'node_modules');
  await mkdir(join(own, '@havre'), { recursive: true });
  for (const name of await readdir(ours)) {
    if (name !== '@havre') await symlink(join(ours, name), join(own, name));
  }
  for (const part of await packagesOf(folder)) {
    await symlink(join(folder, part.path), join(own, part.name));
  }
}

async function packagesOf(
  folder: string,
): Promise<readonly { readonly name: string; readonly path: string }[]> {
  const found: { name: string; path: string }[] = [];
  for (const kind of ['libs', 'services']) {
    for (const entry of await readdir(join(folder, kind))) {
      const path = join(kind, entry);
      const text = await readFile(join(folder, path, 'package.json'), 'utf8').catch(() => undefined);
      if (text !== undefined) found.push({ name: (JSON.parse(text) as { name: string }).name, path });
    }
  }
  return found;
}

/** Types were checked when that version was made: here they are only taken away. */
async function compileAll(folder: string): Promise<void> {
  for (const { path } of await packagesOf(folder)) {
    const source = join(folder, path, 'src');
    for (const file of await readdir(source, { recursive: true }).catch(() => [] as string[])) {
      await compile(join(source, file), join(folder, path, 'dist', file));
    }
  }
}

async function compile(file: string, target: string): Promise<void> {
  if (!/\.(ts|json)$/.test(file) || /\.spec\.ts$|\.d\.ts$/.test(file)) return;
  await mkdir(dirname(target), { recursive: true });
  if (file.endsWith('.json')) return cp(file, target);
  const { code } = await transform(await readFile(file, 'utf8'), {
    filename: relative(ROOT, file),
    swcrc: false,
    configFile: false,
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'es6' },
  });
  await writeFile(target.replace(/\.ts$/, '.js'), code);
}
