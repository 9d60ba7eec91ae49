import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { run } from './command.mjs';

const STATE = process.env.HAVRE_DOCKER_STATE ?? '/run/havre-docker';
const KINDS = ['container', 'volume', 'network'];
/** The label of the containers that tests start. */
const OF_TESTS = 'havre.test';

/** Process id of the engine that engine.sh has started on this machine, by whomever; `undefined` when there is none. */
export function engineId() {
  try {
    return readFileSync(`${STATE}/pid`, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** What the engine still has of the project, as `volume havre_postgres`. */
export async function leftOvers(project) {
  const lists = await Promise.all(
    KINDS.map(async (kind) =>
      (await namesOf(kind, `com.docker.compose.project=${project}`)).map((name) => `${kind} ${name}`),
    ),
  );
  return lists.flat();
}

/** Removes what a run that went wrong may have left, its image, and in an engine of ours what building it has piled up. */
export async function removeLeftOvers({ project, image, isOurs }) {
  const containers = await namesOf('container', `com.docker.compose.project=${project}`);
  if (isOurs) containers.push(...(await namesOf('container', OF_TESTS)));
  if (containers.length > 0) await run('docker', ['rm', '--force', '--volumes', ...containers]);
  for (const kind of ['volume', 'network']) {
    const names = await namesOf(kind, `com.docker.compose.project=${project}`);
    if (names.length > 0) await run('docker', [kind, 'rm', ...names]);
  }
  await run('docker', ['image', 'rm', '--force', image]);
  if (isOurs)
    for (const kind of ['container', 'image', 'volume']) await run('docker', [kind, 'prune', '--force']);
}

async function namesOf(kind, label) {
  const all = kind === 'container' ? ['--all'] : [];
  const { output } = await run('docker', [kind, 'ls', ...all, '--quiet', '--filter', `label=${label}`]);
  return output.split('\n').filter(Boolean);
}

/** What an engine of ours has left on this machine: processes, mounts, its folder. */
export function traces() {
  const processes = readdirSync('/proc').filter((id) => /^\d+$/.test(id) && commandOf(id).includes(STATE));
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${STATE}/`) || path.includes('/havre-docker/data/'));
  return [
    ...processes.map((id) => `process ${id}`),
    ...mounts.map((path) => `mount ${path}`),
    ...(existsSync(STATE) ? [`folder ${STATE}`] : []),
  ];
}

function commandOf(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
