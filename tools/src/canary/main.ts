import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { runCanary } from './run-canary.js';

const USAGE = `npm run canary -- --gate URL --key-file FILE [--source SOURCE] [--wait SECONDS] PLACE…

Sends marked events that the gate must drop, and one that it takes, then looks for the marks in each PLACE: a folder, a
file, or - for standard input (docker export CONTAINER | npm run canary -- … -). The key is that of a department for trials.
Marks are made anew each time and kept nowhere. Ends with 0 when only what was taken was found, 1 when something of what was
dropped was, 2 when not even what was taken was found: then the places are not where the system writes.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gate: { type: 'string' },
    'key-file': { type: 'string' },
    source: { type: 'string', default: '/departments/accueil' },
    wait: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});
const keyFile = values['key-file'];
if (values.help || values.gate === undefined || keyFile === undefined || positionals.length === 0) {
  process.stderr.write(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  const key = (await readFile(keyFile, 'utf8')).trim();
  process.exitCode = await runCanary({
    gate: values.gate,
    key,
    source: values.source,
    waitMs: Number(values.wait) * 1_000,
    places: positionals,
    input: process.stdin,
    print: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`),
  });
}
