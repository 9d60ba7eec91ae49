/**
 * Proves the image, docker-compose.yml and the container tests on this machine, from nothing if need be: engine, public
 * images or stand-ins, image, `docker compose up --wait`, what each container is held to, the whole path through the
 * published doors, a test of the event log on containers; then `down`, and looks whether anything is left.
 *
 * Prints a line per check and, at the end, `N passed, N failed`. Where neither an engine nor the right to start one is to be had,
 * everything is skipped, loudly.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingLine } from '../test/summary.mjs';
import { checkQueries } from './check-queries.mjs';
import { endAll, lastLines, root, run } from './command.mjs';
import { breaches, listIds, strangers } from './inspect-containers.mjs';

const IMPOSSIBLE = 3;
const CHECKS = 13;
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
const secrets = mkdtempSync(join(tmpdir(), 'havre-check-'));
const started = performance.now();
const variables = {
  HAVRE_IMAGE: `havre:check-${String(process.pid)}`,
  HAVRE_SECRETS: secrets,
  COMPOSE_PROJECT_NAME: PROJECT,
  // The engine's own builder: the client of the other may be missing.
  DOCKER_BUILDKIT: '0',
  COMPOSE_BAKE: '0',
};
let ending;

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    endAll();
    check('the check goes to its end', false, signal);
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
  if (!(await prepare())) return;
  const queries = await checkQueries();
  if (queries === undefined) console.log('promtool is not to be had: the queries were not read by it');
  else
    check(
      'promtool reads the configuration, the alerts and the dashboards’ queries',
      queries.isGood,
      queries.said,
    );
  if (!(await build())) return;
  const ports = await freePorts(['HAVRE_POLICY_GATE_PORT', 'HAVRE_FEED_PORT', 'HAVRE_ADMIN_PORT']);
  Object.assign(variables, ports);
  const up = await compose(
    ['--profile', 'demo', 'up', '--detach', '--wait', '--wait-timeout', '420', ...SERVICES],
    {
      limitS: 450,
    },
  );
  const logs = up.code === 0 ? '' : (await compose(['logs', '--tail', '15'])).output;
  check('docker compose up ends healthy', up.code === 0, `${lastLines(up.errors)}\n${logs}`);
  if (up.code !== 0) return;
  const broken = await breaches(PROJECT);
  check('every container is held to what the file says', broken.length === 0, broken.join('\n'));
  await isStillSame();
  await wholePath(ports);
  await containerTests();
}

/** An engine, compose, and the three public images or their stand-ins. */
async function prepare() {
  for (const step of [['engine.sh', 'start'], ['engine.sh', 'compose'], ['local-images.sh']]) {
    const { code, errors } = await run('bash', [join(import.meta.dirname, step[0]), ...step.slice(1)], {
      limitS: 600,
      isShown: true,
    });
    if (code === IMPOSSIBLE) {
      skipEverything(lastLines(errors, 1));
      return false;
    }
    check(step.join(' '), code === 0, lastLines(errors));
    if (code !== 0) return false;
  }
  return true;
}

function skipEverything(why) {
  const line = '='.repeat(100);
  console.error(
    `\n${line}\nNO CONTAINERS: ${why}\nThe image and docker-compose.yml were NOT tried.\n${line}\n`,
  );
  totals.skipped = CHECKS - totals.passed;
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
  const again = await compose([
    'run',
    '--rm',
    '--no-deps',
    '-T',
    'kafka-setup',
    '--dry-run',
    '--users',
    '/run/secrets/users',
  ]);
  check('topics, users and rights are what deploy/kafka says', again.code === 0, again.output);
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

async function containerTests() {
  const tests = await jest(['libs/messaging/src/kafka/kafka-event-log.int.spec.ts', '--runInBand'], {
    CI: 'true',
    HAVRE_TEST_KAFKA_SOURCE: 'docker',
    HAVRE_TEST_POSTGRES_SOURCE: 'docker',
    TESTCONTAINERS_RYUK_DISABLED: 'true',
  });
  check('the event log on a container of Kafka', tests.code === 0, lastLines(tests.errors, 60));
}

function jest(parameters, env) {
  const program = join(root, 'node_modules/jest/bin/jest.js');
  return run(process.execPath, ['--experimental-vm-modules', program, ...parameters], { env, limitS: 420 });
}

/** Whatever happened: nothing of this run stays. */
function cleanUp() {
  ending ??= (async () => {
    if (totals.skipped === 0) {
      await compose(['--profile', 'demo', 'down', '--volumes', '--remove-orphans', '--timeout', '30'], {
        limitS: 120,
      });
      const left = await listIds(PROJECT);
      check('no container is left', left.length === 0, left.join('\n'));
      await run('docker', ['image', 'rm', '--force', variables.HAVRE_IMAGE]);
    }
    const { code, output } = await run('bash', [join(import.meta.dirname, 'engine.sh'), 'stop'], {
      limitS: 60,
    });
    if (totals.skipped === 0) check('no engine of ours is left', code === 0 && engines() === 0, output);
    rmSync(secrets, { recursive: true, force: true });
    console.log(`ended after ${((performance.now() - started) / 60_000).toFixed(1)} min`);
  })();
  return ending;
}

/** Engines whose process id file is ours and still there. */
function engines() {
  try {
    return readdirSync(process.env.HAVRE_DOCKER_STATE ?? '/run/havre-docker').filter((name) => name === 'pid')
      .length;
  } catch {
    return 0;
  }
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
