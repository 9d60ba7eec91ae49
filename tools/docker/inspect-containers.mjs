import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './command.mjs';

/** Containers of Havre's own image; the others are PostgreSQL, Kafka and the one that draws the secrets. */
const OWN_USER = '10001:10001';
const ROOT_BY_DESIGN = new Set(['secrets']);

/**
 * What each container of the project must be held to, as the engine says it is, and the one image that all of our own come
 * from. Gives back what is not so; a service without a container too.
 */
export async function breaches(project, services) {
  const ids = await listIds(project);
  const { output } = await run('docker', ['inspect', ...ids]);
  const containers = JSON.parse(output).map((container) => ({
    service: container.Config.Labels['com.docker.compose.service'],
    container,
  }));
  const found = containers.flatMap(({ service, container }) =>
    Object.entries(rulesFor(service, container))
      .filter(([, isKept]) => !isKept)
      .map(([rule]) => `${service}: ${rule}`),
  );
  const missing = services.filter((name) => !containers.some(({ service }) => service === name));
  const own = containers.filter(({ container }) => container.Config.Image.startsWith('havre:'));
  const images = new Set(own.map(({ container }) => container.Image));
  return [
    ...found,
    ...missing.map((name) => `${name}: has a container`),
    ...(images.size === 1 ? [] : [`${String(images.size)} images of ours instead of one`]),
  ];
}

function rulesFor(service, container) {
  return { ...rulesOfProcess(service, container), ...limits(container), ...rulesOfOutside(container) };
}

function rulesOfProcess(service, { Config, HostConfig }) {
  // The public image of Kafka says itself that it runs as a user of its own.
  const user = Config.User || (service === 'kafka' ? 'appuser' : '0');
  const isRoot = /^(?:0|root)(?::|$)/.test(user);
  const isExpected = Config.Image.startsWith('havre:') ? user === OWN_USER : !isRoot;
  return {
    'runs as a user without rights': isExpected || ROOT_BY_DESIGN.has(service),
    'has a read-only file system': HostConfig.ReadonlyRootfs,
    'has no capability': HostConfig.CapDrop?.includes('ALL'),
    'gains no privilege': HostConfig.SecurityOpt?.includes('no-new-privileges:true'),
    'is not privileged': !HostConfig.Privileged && !HostConfig.PidMode,
  };
}

function limits({ HostConfig }) {
  const core = HostConfig.Ulimits?.find(({ Name }) => Name === 'core');
  return {
    'has a limit of memory, without swap':
      HostConfig.Memory > 0 && HostConfig.MemorySwap === HostConfig.Memory,
    'has a limit of processes': HostConfig.PidsLimit > 0,
    'has a limit of processors': HostConfig.NanoCpus > 0,
    'writes no core dump': core?.Hard === 0 && core.Soft === 0,
  };
}

function rulesOfOutside({ Config, Mounts, NetworkSettings }) {
  const published = Object.values(NetworkSettings.Ports ?? {}).flatMap((bindings) => bindings ?? []);
  const secret = /(?:PASSWORD|SECRET|OPS_KEY|DATABASE_URL|TOKEN)=./;
  return {
    'is published on this machine only': published.every(({ HostIp }) => HostIp === '127.0.0.1'),
    'has no secret in its environment': !Config.Env.some((line) => secret.test(line)),
    'does not hold the engine': !Mounts.some(({ Source }) => Source.endsWith('docker.sock')),
  };
}

/** Ids of the project's containers, those that have ended too. */
async function listIds(project) {
  const { output } = await run('docker', [
    'ps',
    '--all',
    '--quiet',
    '--filter',
    `label=com.docker.compose.project=${project}`,
  ]);
  return output.split('\n').filter(Boolean);
}

/** Packages of the image's list that the lock file does not have in that version; and whether there is a list at all. */
export async function strangers(image) {
  const { output } = await run('docker', [
    'run',
    '--rm',
    '--entrypoint',
    'cat',
    image,
    '/havre/sbom.cdx.json',
  ]);
  const { components = [] } = JSON.parse(output);
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const locked = new Set(
    Object.entries(packages).flatMap(([path, { name, version }]) => {
      const ownName = name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      // A package of the workspace is in the list by the name of its folder.
      const folder = path.slice(path.lastIndexOf('/') + 1);
      return [ownName, folder].map((each) => `${each}@${version}`);
    }),
  );
  const named = components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`);
  return {
    count: named.length,
    unknown: named.filter((each) => !locked.has(each) && !/^(?:@havre\/|havre)/.test(each)),
  };
}
