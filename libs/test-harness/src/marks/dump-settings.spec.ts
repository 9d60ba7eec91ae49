import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { dumpSettingsOf } from './dump-settings.js';

async function settingsOf(shell: string, environment: Record<string, string> = {}): Promise<unknown> {
  const child = spawn('/bin/sh', ['-c', shell], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const settings = await dumpSettingsOf(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return settings;
}

const WAIT = `exec "${process.execPath}" -e 'console.log(1); setInterval(() => {}, 1e6)'`;

it('tells what would write the memory of a process to a disk', async () => {
  expect(await settingsOf(`ulimit -c 0; ${WAIT}`)).toEqual({ coreBytes: 0, options: [] });
  expect(
    await settingsOf(`ulimit -S -c 0; ${WAIT}`, { NODE_OPTIONS: '--heapsnapshot-signal=SIGUSR2' }),
  ).toEqual({ coreBytes: 0, options: ['--heapsnapshot-signal'] });
});
