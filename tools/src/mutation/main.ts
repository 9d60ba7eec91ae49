import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { mutateRules } from './rule-mutants.js';
import { STEP_MUTANTS, type StepMutant } from './step-mutants.js';

/**
 * `npm run mutation`: takes each step of reading and each rule out in turn. What can go without anything getting worse
 * is not tested, or not needed: it is named, and the command fails.
 */
const LIBRARY = new URL('../../../libs/policy/', import.meta.url);
const JUDGE = fileURLToPath(new URL('judge.js', import.meta.url));
/** Beside `dist`, so that packs and models are found from it. */
const MUTANT = new URL('mutant/', LIBRARY);

const survivors: string[] = [];
const whole = judge(new URL('dist/', LIBRARY));
say(`whole: ${whole} rows as a person decided`);
try {
  for (const mutant of STEP_MUTANTS) judgeStep(mutant);
} finally {
  rmSync(MUTANT, { recursive: true, force: true });
}
for (const { rule, missed, examples } of mutateRules()) {
  if (missed === 0) survive(`rule ${rule}`, 'all its examples are found without it');
  else say(`rule ${rule}: ${String(missed)} of ${String(examples)} examples missed without it`);
}
say(`${String(survivors.length)} survived${survivors.map((name) => `\n  ${name}`).join('')}`);
process.exitCode = survivors.length === 0 ? 0 : 1;

function judgeStep({ name, file, find, replace }: StepMutant): void {
  rmSync(MUTANT, { recursive: true, force: true });
  cpSync(new URL('dist/', LIBRARY), MUTANT, { recursive: true });
  const path = new URL(file, MUTANT);
  const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (source.split(find).length !== 2) {
    survive(`step ${name}`, `${file} no longer has the place to change`);
    return;
  }
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  const result = judge(MUTANT);
  if (result === 'refused') say(`step ${name}: the bundle refuses to load without it`);
  else if (Number(result) < Number(whole)) say(`step ${name}: ${result} rows without it`);
  else survive(`step ${name}`, `${result} rows without it`);
}

function judge(build: URL): string {
  const { stdout, status } = spawnSync(
    process.execPath,
    [JUDGE, pathToFileURL(fileURLToPath(new URL('index.js', build))).href],
    { encoding: 'utf8' },
  );
  return status === 0 ? stdout.trim() : 'refused';
}

function survive(name: string, why: string): void {
  survivors.push(name);
  say(`${name}: SURVIVED, ${why}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
