/**
 * `npm run nightly`: what takes too long for `npm test`. A million documents meant to part the two speeds of the policy
 * gate (`libs/policy/src/prefilter/fast-pass.spec.ts`); some twenty minutes. An argument asks for another number.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const cases = process.argv[2] ?? '1000000';
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    'libs/policy/src/prefilter/fast-pass.spec.ts',
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, HAVRE_FAST_PASS_CASES: cases } },
);
process.exitCode = status ?? 1;
