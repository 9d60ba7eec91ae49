/**
 * Proves the image, docker-compose.yml and the container tests on this machine, from nothing if need be: engine, public
 * images or stand-ins, image, `docker compose up --wait`, what each container is held to, the whole path through the
 * published doors, a test of the event log on containers; then `down`, and looks whether anything is left.
 *
 * Prints a line per check and, at the end, `N passed, N failed`. Where neither an engine nor the right to start one is to be had,
 * everything is skipped, loudly.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingLine } from '../test/summary.mjs';
import { checkQueries } from './check-queries.mjs';
import { endAll, lastLines, root, run } from './command.mjs';
import { breaches, strangers } from './inspect-containers.mjs';
import { engineId, leftOvers, removeLeftOvers, traces } from './left-overs.mjs';
import { sealingKeys } from './published-keys.mjs';

const IMPOSSIBLE = 3;
const CHECKS = 16;
const PROJECT = `havre-check-${String(process.pid)}`;
const SERVICES = [
  'policy-gate',
  'policy-gate-2',
  'referral',
  'capacity',
  'feed',
  'admin',
  'postgres',
  'kafka',
  'demo',
];
const totals = { passed: 0, failed: 0, skipped: 0 };
const folder = mkdtempSync(join(tmpdir(), 'havre-check-'));
const secrets = join(folder, 'secrets');
const started = performance.now();
// An engine that somebody else has started is not ours to stop, by whatever means it was.
const engineBefore = engineId();
const variables = {
  HAVRE_IMAGE: `havre:check-${String(process.pid)}`,
  HAVRE_SECRETS: secrets,
  COMPOSE_PROJECT_NAME: PROJECT,
  // The engine's own builder: the client of the other may be missing.
  DOCKER_BUILDKIT: '0',
  COMPOSE_BAKE: '0',
};
let ending;
let isPossible = true;
mkdirSync(secrets);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (ending === undefined) {
      await endAll();
      check('the check goes to its end', false, signal);
    }
    await cleanUp();
    console.log(closingLine(totals));
    process.exit(1);
  });
}

try {
  await follow();
} catch (error) {
  check('the check itself', false, error.stack);
} finally {
  await cleanUp();
}
console.log(closingLine(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;

async function follow() {
  if (!(await prepareBy('engine.sh', 'start'))) return;
  // At the same time: some compile, some wait for packages, some for a broker.
  const [hasCompose, hasImages] = await Promise.all([
    prepareBy('engine.sh', 'compose'),
    withImages(),
    readQueries(),
  ]);
  if (!hasCompose || !hasImages || !(await build())) return;
  const ports = await freePorts(['HAVRE_POLICY_GATE_PORT', 'HAVRE_FEED_PORT', 'HAVRE_ADMIN_PORT']);
  Object.assign(variables, ports);
  const up = await goUp();
  const logs = up.code === 0 ? '' : await whatTheySay();
  check('docker compose up ends healthy', up.code === 0, `${lastLines(up.errors)}\n${logs}`);
  if (up.code !== 0) return;
  const broken = await breaches(PROJECT, SERVICES);
  check('every container is held to what the file says', broken.length === 0, broken.join('\n'));
  await isStillSame();
  await wholePath(ports);
  await restarts(ports);
}

function goUp() {
  const parameters = ['--profile', 'demo', 'up', '--detach', '--wait', '--wait-timeout', '420', ...SERVICES];
  return compose(parameters, { limitS: 450 });
}

/** What a person would look at next: which containers are not as they should be, and their last lines. */
async function whatTheySay() {
  const [list, logs] = await Promise.all([compose(['ps', '--all']), compose(['logs', '--tail', '15'])]);
  return `${list.output}\n${logs.output}`;
}

/** The three public images or their stand-ins, and what needs nothing but them. */
async function withImages() {
  if (!(await prepareBy('local-images.sh'))) return false;
  // The layers of the image: what compose builds afterwards, as a person would, is there already.
  const layers = [
    'build',
    '--quiet',
    '--file',
    'deploy/docker/Dockerfile',
    '--tag',
    variables.HAVRE_IMAGE,
    '.',
  ];
  await Promise.all([run('docker', layers, { env: variables, limitS: 1_200 }), containerTests()]);
  return true;
}

async function prepareBy(script, ...parameters) {
  const { code, errors } = await run('bash', [join(import.meta.dirname, script), ...parameters], {
    limitS: 900,
    isShown: true,
    // What a script that is ended leaves in there goes with ours.
    env: { TMPDIR: folder },
  });
  if (code === IMPOSSIBLE) skipEverything(lastLines(errors, 1));
  else check([script, ...parameters].join(' '), code === 0, lastLines(errors));
  return code === 0;
}

async function readQueries() {
  const queries = await checkQueries();
  const name = 'promtool reads the configuration, the alerts and the dashboards’ queries';
  if (queries === undefined) console.log('promtool is not to be had: the queries were not read by it');
  else check(name, queries.isGood, queries.said);
}

function skipEverything(why) {
  const line = '='.repeat(100);
  console.error(
    `\n${line}\nNO CONTAINERS: ${why}\nThe image and docker-compose.yml were NOT tried.\n${line}\n`,
  );
  isPossible = false;
}

async function build() {
  const { code, output, errors } = await compose(['build', '--quiet'], { limitS: 1_200 });
  check('the image is built', code === 0, lastLines(output + errors));
  if (code !== 0) return false;
  const image = variables.HAVRE_IMAGE;
  const [size, base] = await Promise.all([image, 'node:24-bookworm-slim'].map(sizeOf));
  console.log(`image: ${megabytes(size)}, of which ${megabytes(size - base)} are Havre's and its packages'`);
  const { count, unknown } = await strangers(image);
  console.log(`packages in the image: ${String(count)}`);
  check(
    'its list of packages is that of the lock file',
    count > 50 && unknown.length === 0,
    unknown.join('\n'),
  );
  return true;
}

/** What was set up once stays: the second run of the job finds nothing to change, and no secret is drawn again. */
async function isStillSame() {
  const setUp = ['deploy/kafka/dist/main.js', '--dry-run', '--users', '/run/secrets/users'];
  const again = await compose(['run', '--rm', '--no-deps', '-T', 'kafka-setup', ...setUp]);
  const isSame = again.code === 0 && !/^\s*[+-] /m.test(again.output);
  check(
    'topics, users and rights are what deploy/kafka says',
    isSame,
    again.output + lastLines(again.errors),
  );
  const drawn = await compose(['run', '--rm', '-T', 'secrets']);
  check('no secret is drawn twice', drawn.output.includes('secrets: 0 made'), drawn.output);
}

async function wholePath(ports) {
  const urlOf = (name) => `http://127.0.0.1:${ports[name]}`;
  const tests = await jest(['--testMatch', '**/whole-path-on-compose.ts', '--runInBand'], {
    HAVRE_COMPOSE_GATE: urlOf('HAVRE_POLICY_GATE_PORT'),
    HAVRE_COMPOSE_FEED: urlOf('HAVRE_FEED_PORT'),
    HAVRE_COMPOSE_ADMIN: urlOf('HAVRE_ADMIN_PORT'),
    HAVRE_COMPOSE_KEYS: join(secrets, 'keys'),
  });
  check(
    'the whole path through the published doors, as for npm start',
    tests.code === 0,
    lastLines(tests.errors, 60),
  );
}

/** A service that starts again is soon ready, and a gate that does has the keys of sealed events from the other one. */
async function restarts(ports) {
  const gate = `http://127.0.0.1:${ports.HAVRE_POLICY_GATE_PORT}`;
  const before = await sealingKeys(gate);
  const again = await compose(['restart', 'policy-gate', 'capacity'], { limitS: 120 });
  const up = await goUp();
  const isUp = again.code === 0 && up.code === 0;
  check('services that start again are healthy', isUp, isUp ? '' : await whatTheySay());
  const after = isUp ? await sealingKeys(gate) : [];
  check(
    'a gate that starts again has the keys of the other one',
    after.some((kid) => before.includes(kid)),
    `before: ${before.join(' ')}; after: ${after.join(' ')}`,
  );
}

/** The broker is one only once it has given back a record; both are removed by whoever started them. */
async function containerTests() {
  const specs = [
    'libs/messaging/src/kafka/kafka-event-log.int.spec.ts',
    'libs/test-harness/src/postgres/start-postgres.int.spec.ts',
  ];
  const tests = await jest([...specs, '--runInBand'], {
    CI: 'true',
    HAVRE_TEST_KAFKA_SOURCE: 'docker',
    HAVRE_TEST_POSTGRES_SOURCE: 'docker',
    TESTCONTAINERS_RYUK_DISABLED: 'true',
  });
  console.log(lastLines(tests.errors, 5));
  check(
    'the event log on a container of Kafka, databases on one of PostgreSQL',
    tests.code === 0,
    lastLines(tests.errors, 60),
  );
}

function jest(parameters, env) {
  const program = join(root, 'node_modules/jest/bin/jest.js');
  // The project's own Node, as in `npm test`: the one that runs this script may be older than the packages of the tests ask for.
  const node = join(root, 'node_modules/node/bin/node');
  return run(node, ['--experimental-vm-modules', program, ...parameters], { env, limitS: 420 });
}

/** Whatever happened: nothing of this run stays. */
function cleanUp() {
  ending ??= (async () => {
    const isOurs = engineId() !== undefined && engineId() !== engineBefore;
    if (isPossible && totals.passed > 0) {
      const down = ['--profile', 'demo', 'down', '--volumes', '--remove-orphans', '--timeout', '30'];
      await compose(down, { limitS: 120 });
      const left = await leftOvers(PROJECT);
      check('docker compose down leaves no container, volume or network', left.length === 0, left.join('\n'));
      await removeLeftOvers({ project: PROJECT, image: variables.HAVRE_IMAGE, isOurs });
    }
    if (isOurs) {
      const { output } = await run('bash', [join(import.meta.dirname, 'engine.sh'), 'stop'], { limitS: 60 });
      const found = traces();
      check(
        'no process, mount or folder of our engine is left',
        found.length === 0,
        output + found.join('\n'),
      );
    }
    if (!isPossible) totals.skipped = Math.max(0, CHECKS - totals.passed - totals.failed);
    rmSync(folder, { recursive: true, force: true });
    console.log(`ended after ${((performance.now() - started) / 60_000).toFixed(1)} min`);
  })();
  return ending;
}

function compose(parameters, options = {}) {
  return run('docker', ['compose', ...parameters], { ...options, env: { ...variables, ...options.env } });
}

async function sizeOf(image) {
  return Number((await run('docker', ['image', 'inspect', '--format', '{{.Size}}', image])).output);
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

async function freePorts(names) {
  const servers = await Promise.all(
    names.map(
      () =>
        new Promise((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const entries = servers.map((server, index) => [names[index], String(server.address().port)]);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(entries);
}

function check(name, isGood, detail = '') {
  totals[isGood ? 'passed' : 'failed'] += 1;
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(`${isGood ? 'ok' : 'FAILED'}: ${name} (after ${seconds} s)`);
  if (!isGood && detail) console.log(detail);
}
