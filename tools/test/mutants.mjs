/**
 * `npm run mutants [-- NAME…]`: puts each deliberate fault into the ledger of places, one at a time, and runs the specs
 * that must catch it. Says for each which test did. Fails when one goes unseen, or when its place in the code has gone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jestConfig from '../../jest.config.mjs';
import { LEDGER_MUTANTS } from './ledger-mutants.mjs';

const root = join(import.meta.dirname, '../..');
const sources = join(root, 'services/capacity/src');
const [[files, [, options]]] = Object.entries(jestConfig.transform);
/** The workspace's own, with the fault put into its file on its way to the tests. */
const CONFIG = JSON.stringify({
  ...jestConfig,
  rootDir: root,
  transform: { [files]: [join(import.meta.dirname, 'mutant-transformer.cjs'), options] },
});
const wanted = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'havre-mutants-'));
const survivors = [];

for (const mutant of LEDGER_MUTANTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const verdict = await judge(mutant);
  if (!verdict.isKilled) survivors.push(mutant.name);
  console.log(
    `${verdict.isKilled ? 'killed  ' : 'SURVIVED'}  ${mutant.name}: ${mutant.what}\n          ${verdict.by}`,
  );
}
await rm(folder, { recursive: true, force: true });
console.log(survivors.length === 0 ? 'None survived.' : `Survived: ${survivors.join(', ')}`);
process.exitCode = survivors.length === 0 ? 0 : 1;

async function judge({ name, changes, specs }) {
  for (const { file, find } of changes) {
    const source = await readFile(join(sources, file), 'utf8');
    if (source.split(find).length !== 2)
      return { isKilled: false, by: `${file} no longer has the place to change` };
  }
  const report = await runSpecs(name, changes, specs);
  if (report === undefined) return { isKilled: false, by: 'the tests did not run' };
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  const [first] = failed;
  if (first !== undefined) return { isKilled: true, by: `${first.fullName} (${failed.length} failed)` };
  return { isKilled: false, by: `${report.numPassedTests} tests saw nothing` };
}

async function runSpecs(name, changes, specs) {
  const outputFile = join(folder, `${name}.json`);
  const mutant = changes.map(({ file, ...change }) => ({ path: join(sources, file), ...change }));
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  spawnSync(
    process.execPath,
    [...flags, jest, `--config=${CONFIG}`, '--json', `--outputFile=${outputFile}`, '--silent', ...specs],
    { cwd: root, stdio: 'ignore', env: { ...process.env, HAVRE_MUTANT: JSON.stringify(mutant) } },
  );
  return existsSync(outputFile) ? JSON.parse(await readFile(outputFile, 'utf8')) : undefined;
}
