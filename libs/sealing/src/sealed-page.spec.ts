import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { createEpochKey, type EpochKey } from './epoch-key.js';
import { Opener } from './opener.js';

const TOPIC = 'havre.ingress.accueil';
const EVENT = { specversion: '1.0', id: 'e-1', data: { note: 'é' } };
const run = promisify(execFile);

/** The code of a page that seals with jose alone. */
function snippetOf(page: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../../docs', page), 'utf8');
  return /```js\n(import .*?)```/su.exec(text)?.[1] ?? '';
}

let keys: readonly EpochKey[];
let server: Server;

beforeAll(async () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  keys = await Promise.all([
    createEpochKey({ kid: 'current', notBefore: at(-5), notAfter: at(5) }),
    createEpochKey({ kid: 'next', notBefore: at(5), notAfter: at(15) }),
  ]);
  server = createServer((request, response) => {
    response.writeHead(request.url === '/v1/keys' ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

describe('what the page for departments shows', () => {
  it('is the same in both languages, and short', () => {
    expect(snippetOf('sealed.md')).toBe(snippetOf('sealed.en.md'));
    expect(snippetOf('sealed.md').split('\n').length).toBeLessThanOrEqual(16);
  });

  it('seals with jose alone what the gate opens', async () => {
    const gate = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const call = `console.log(await seal(${JSON.stringify(EVENT)}, '${TOPIC}', '${gate}'));`;
    const program = `${snippetOf('sealed.md')}\n${call}`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: import.meta.dirname,
    });
    const opener = new Opener({ keyOf: (kid) => keys.find((key) => key.kid === kid) });
    const opened = opener.open(stdout.trim(), TOPIC);
    expect(opened).toMatchObject({ outcome: 'opened', kid: 'current' });
    const inside = 'plaintext' in opened ? Buffer.from(opened.plaintext).toString('utf8') : '';
    expect(JSON.parse(inside)).toEqual(EVENT);
    expect(opener.open(stdout.trim(), 'havre.ingress.sante').outcome).toBe('refused');
  });
});
