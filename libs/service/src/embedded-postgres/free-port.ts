import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that Linux (32768 and up), macOS and Windows (49152 and up) give to connections that go out: none of those
 * can take a port between its choice and its use.
 */
const FIRST = 10_000;
const END = 32_768;
const ATTEMPTS = 100;

const given = new Set<number>();

/**
 * A TCP port of 127.0.0.1 that was free a moment ago, and that this process was not given before. Another process may still
 * take it first, once in some ten thousand times: callers retry.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(FIRST, END);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new RangeError('No free TCP port was found.');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
