import { request } from 'node:http';
import type { EngineAddress } from './watchdog.js';

const PING_MS = 2_000;
const PULL_MS = 180_000;

/** The Docker engine that answers on this machine with an image (`name:tag`), pulled if need be; else undefined. */
export async function findEngineWithImage(image: string): Promise<EngineAddress | undefined> {
  const engine = engineAddress();
  if (engine === undefined || (await call(engine, 'GET', '/_ping', PING_MS)) !== 200) return undefined;
  if (await hasImage(engine, image)) return engine;
  const [name, tag] = image.split(':');
  await call(engine, 'POST', `/images/create?fromImage=${encodeURIComponent(`${name}`)}&tag=${tag}`, PULL_MS);
  return (await hasImage(engine, image)) ? engine : undefined;
}

async function hasImage(engine: EngineAddress, image: string): Promise<boolean> {
  return (await call(engine, 'GET', `/images/${image}/json`, PING_MS)) === 200;
}

function engineAddress(): EngineAddress | undefined {
  const host = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  if (!host.startsWith('tcp://')) return undefined;
  const { hostname, port } = new URL(host.replace('tcp:', 'http:'));
  return { host: hostname, port: Number(port) };
}

/** The status of a call to the engine, once its answer has ended; 0 when there is none in time. */
export function call(
  engine: EngineAddress,
  method: string,
  path: string,
  timeoutMs: number,
): Promise<number> {
  return new Promise((resolve) => {
    const sent = request({ ...engine, method, path, timeout: timeoutMs }, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode ?? 0));
    });
    sent.once('timeout', () => sent.destroy());
    sent.once('error', () => resolve(0));
    sent.end();
  });
}
