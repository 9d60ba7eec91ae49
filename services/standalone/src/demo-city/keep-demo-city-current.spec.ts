import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureDemoKeys } from './demo-keys.js';
import { keepDemoCityCurrent } from './keep-demo-city-current.js';

/** Timers that keep this process from ending by itself. */
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('a demo city in a process of its own', () => {
  let gate: Server;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'havre-demo-city-'));
    gate = createServer((request, response) => {
      request.resume().once('end', () => response.writeHead(422, { connection: 'close' }).end());
    });
    await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => gate.close(resolve));
    await rm(folder, { recursive: true });
  });

  it('keeps that process until it is stopped', async () => {
    const gateUrl = `http://127.0.0.1:${String((gate.address() as AddressInfo).port)}`;
    const stop = await keepDemoCityCurrent({ gateUrl, keys: await ensureDemoKeys(folder) });
    const running = timers();
    await stop();
    expect(running - timers()).toBe(1);
  });
});
