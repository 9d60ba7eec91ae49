/**
 * Says to the container engine whether the service of this container is ready: asks its `/readyz`. Which service it is, and
 * so on which port it listens, the command of the container says.
 */
import { readFileSync } from 'node:fs';

const PORTS = { 'policy-gate': 4100, feed: 4200, admin: 4300, referral: 4400, capacity: 4500 };
const TIMEOUT_MS = 8_000;

const name = /services\/([a-z-]+)\/dist\/main\.js/.exec(readFileSync('/proc/1/cmdline', 'utf8'))?.[1];
if (name === undefined || !(name in PORTS)) {
  process.stdout.write('no service runs here\n');
  process.exit(1);
}
const variable = `HAVRE_${name.toUpperCase().replaceAll('-', '_')}_PORT`;
const port = process.env[variable] || PORTS[name];
try {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  // The engine keeps what a check prints: a number, never what the service says.
  process.stdout.write(`${answer.status}\n`);
  process.exit(answer.status === 200 ? 0 : 1);
} catch {
  process.stdout.write('no answer\n');
  process.exit(1);
}
