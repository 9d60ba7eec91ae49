import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './command.mjs';

const DEPLOY = join(root, 'deploy/docker');
const DASHBOARDS = join(DEPLOY, 'grafana/dashboards');

/**
 * Lets Prometheus' own checker read the configuration, the alerts and every query of the dashboards. Takes the checker from
 * Debian's package, unpacked and not installed, where the machine has none.
 *
 * @returns `undefined` where the checker is not to be had
 */
export async function checkQueries() {
  const folder = mkdtempSync(join(tmpdir(), 'havre-queries-'));
  try {
    const checker = await findChecker(folder);
    if (checker === undefined) return undefined;
    const queries = join(folder, 'queries.yml');
    // A dashboard's query is a rule that records: the checker reads no dashboards. JSON is YAML.
    writeFileSync(queries, JSON.stringify({ groups: [{ name: 'dashboards', rules: recorded() }] }));
    const config = await run(checker, ['check', 'config', join(DEPLOY, 'prometheus/prometheus.yml')]);
    const rules = await run(checker, ['check', 'rules', queries]);
    return { isGood: config.code === 0 && rules.code === 0, said: config.errors + rules.errors };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function findChecker(folder) {
  if ((await run('promtool', ['--version'])).code === 0) return 'promtool';
  const script =
    'cd "$0" && apt-get download -qq prometheus >/dev/null 2>&1 && dpkg -x prometheus_*.deb . && echo found';
  const { output } = await run('bash', ['-c', script, folder]);
  return output.includes('found') ? join(folder, 'usr/bin/promtool') : undefined;
}

function recorded() {
  const panels = readdirSync(DASHBOARDS).flatMap(
    (file) => JSON.parse(readFileSync(join(DASHBOARDS, file), 'utf8')).panels,
  );
  const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  return queries.map((expr, index) => ({ record: `query_${String(index)}`, expr }));
}
