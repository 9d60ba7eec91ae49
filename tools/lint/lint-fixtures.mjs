/**
 * Lints every fixture as if it stood at the path that its second line names, and prints what was found:
 * `{ ownRules, linted: [{ fixture, kind: 'violates' | 'passes', rule, times, errors: [ruleId, …] }] }`; `x3` after the rule
 * in the first line means that the fixture breaks it three times. A process of its own, so that the project graph and
 * the configuration are those of a plain `npx eslint .`.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { havre } from './plugin.mjs';

const root = join(import.meta.dirname, '../..');
const fixtures = join(import.meta.dirname, 'fixtures');
const HEADER = /^\/\/ rule: (\S+)(?: x(\d+))?\n\/\/ lint-as: (\S+)( \(typed\))?\n/;

/** Most fixtures stand for files that do not exist, which the type checker cannot know: they are linted without it. */
const untyped = new ESLint({
  cwd: root,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      ...tseslint.configs.disableTypeChecked,
      languageOptions: { parserOptions: { projectService: false } },
    },
  ],
});
const typed = new ESLint({ cwd: root });

async function lint(fixture, kind) {
  const text = await readFile(join(fixtures, fixture, `${kind}.ts`), 'utf8');
  const [, rule, times = '1', path, isTyped] = HEADER.exec(text) ?? [];
  if (rule === undefined) throw new Error(`${fixture}/${kind}.ts does not say its rule and path`);
  const [result] = await (isTyped ? typed : untyped).lintText(text, { filePath: join(root, path) });
  const errors = result.messages.map((message) => message.ruleId ?? message.message);
  return { fixture, kind, rule, times: Number(times), errors };
}

const linted = [];
for (const fixture of (await readdir(fixtures)).sort()) {
  for (const kind of ['violates', 'passes']) linted.push(await lint(fixture, kind));
}
process.stdout.write(JSON.stringify({ ownRules: Object.keys(havre.rules), linted }));
