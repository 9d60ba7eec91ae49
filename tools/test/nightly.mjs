/**
 * `npm run nightly [-- DOCUMENTS [NIGHTS]]`: what takes too long for `npm test`.
 *
 * - A million documents meant to part the two speeds of the policy gate (`libs/policy/src/prefilter/fast-pass.spec.ts`);
 *   some twenty minutes.
 * - Twenty thousand nights of the ledger of places beside its model, in memory and on PostgreSQL with two replicas
 *   (`services/capacity/src/record-batch/ledger-model*.spec.ts`), and as many of referrals and places together
 *   (`services/standalone/test/model`); some hours each.
 * - The deliberate faults that its specs must catch (`npm run mutants`).
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const [documents = '1000000', nights = '20000'] = process.argv.slice(2);
const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(root, 'node_modules/jest/bin/jest.js'),
];

const results = [
  run([...JEST, 'libs/policy/src/prefilter/fast-pass.spec.ts'], { HAVRE_FAST_PASS_CASES: documents }),
  run([...JEST, 'services/capacity/src/record-batch/ledger-model'], { HAVRE_MODEL_RUNS: nights }),
  run([...JEST, 'services/standalone/test/model'], { HAVRE_MODEL_RUNS: nights }),
  run([join(import.meta.dirname, 'mutants.mjs')], {}),
];
process.exitCode = results.every((status) => status === 0) ? 0 : 1;

function run(parameters, env) {
  const { status } = spawnSync(process.execPath, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status;
}
