/**
 * Checks the Helm chart without a cluster: lint, every variant of values in ci/, the schemas of Kubernetes, what must hold
 * of everything rendered (rules.mjs), the values that must be refused, and fixtures that each rule must refuse.
 * Ends with `N passed, N failed`. Without the registries there is nothing to check with: then it says so, loudly.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { BREACHES } from './breaches.mjs';
import { inTemporaryFolder, outcomeOf, programs, ProgramsMissing } from './programs.mjs';
import { RULES } from './rules.mjs';

const CHART = join(import.meta.dirname, '../../deploy/helm/havre');
/** Kinds of others, whose schemas are not Kubernetes' own. */
const FOREIGN = /Couldn't find schema for kind (ScaledObject|TriggerAuthentication|ServiceMonitor) /;

const tally = { passed: 0, failed: 0 };

function check(name, complaints) {
  if (complaints.length === 0) {
    tally.passed += 1;
    console.log(`ok: ${name}`);
    return;
  }
  tally.failed += 1;
  console.log(`FAILED: ${name}`);
  for (const complaint of complaints.slice(0, 12)) console.log(`    ${complaint}`);
}

const linesOf = (text) => text.split('\n').filter((line) => line.trim() !== '');

async function yamlFiles(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return names.map((name) => ({ name: name.replace('.yaml', ''), path: join(folder, name) }));
}

const render = (helm, files) =>
  outcomeOf(helm, [
    'template',
    'check',
    CHART,
    '--namespace',
    'havre',
    ...files.flatMap((file) => ['-f', file]),
  ]);

function objectsOf(text) {
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((object) => object !== null);
}

async function checkVariant({ helm, validate }, { name, path }, folder) {
  const lint = await outcomeOf(helm, ['lint', '--strict', CHART, '-f', path]);
  check(`${name}: helm lint --strict`, lint.ok ? [] : linesOf(lint.output));
  const rendered = await render(helm, [path]);
  check(`${name}: helm template`, rendered.ok ? [] : linesOf(rendered.output));
  if (!rendered.ok) return undefined;
  const file = join(folder, `${name}.yaml`);
  await writeFile(file, rendered.stdout);
  const valid = await outcomeOf(validate, ['--strict', file]);
  const complaints = linesOf(valid.output).filter((line) => !line.startsWith('INFO') && !FOREIGN.test(line));
  check(
    `${name}: schemas of Kubernetes 1.37`,
    valid.ok ? complaints.filter((l) => /WARN/.test(l)) : complaints,
  );
  const objects = objectsOf(rendered.stdout);
  for (const [rule, breachesOf] of Object.entries(RULES)) check(`${name}: ${rule}`, breachesOf(objects));
  return objects;
}

/** Each file of ci/refused, laid over the minimal values, must be refused with the words of its first line. */
async function checkRefusals({ helm }) {
  const minimal = join(CHART, 'ci/minimal.yaml');
  for (const { name, path } of await yamlFiles(join(CHART, 'ci/refused'))) {
    const expected = /^# refused: (.+)$/m.exec(await readFile(path, 'utf8'))?.[1];
    const { ok, output } = await render(helm, [minimal, path]);
    const isRefused = !ok && expected !== undefined && new RegExp(expected).test(output);
    check(`refused: ${name}`, isRefused ? [] : ok ? ['it was rendered'] : linesOf(output));
  }
}

/** A rule that has never been seen to fail proves nothing: each breach, made in rendered objects, is found. */
function checkBreaches(objects) {
  for (const [rule, spoil] of Object.entries(BREACHES)) {
    const spoiled = structuredClone(objects);
    spoil(spoiled);
    check(`a breach is seen: ${rule}`, RULES[rule](spoiled).length > 0 ? [] : ['nobody noticed']);
  }
  const unproven = Object.keys(RULES).filter((rule) => !(rule in BREACHES));
  check('every rule has been seen to fail', unproven);
}

async function main() {
  const found = await programs();
  await inTemporaryFolder(async (folder) => {
    let metropolis;
    for (const variant of await yamlFiles(join(CHART, 'ci'))) {
      const objects = await checkVariant(found, variant, folder);
      if (variant.name === 'metropolis') metropolis = objects;
    }
    await checkRefusals(found);
    check('the metropolis was rendered', metropolis === undefined ? ['no'] : []);
    if (metropolis !== undefined) checkBreaches(metropolis);
  });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ProgramsMissing)) throw error;
  console.log('################################################################################');
  console.log('# SKIPPED: helm and kubernetes-validate cannot be had here; the Helm chart was');
  console.log('# not checked. They come from the npm and PyPI registries.');
  console.log(`# ${error.message}`);
  console.log('################################################################################');
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
