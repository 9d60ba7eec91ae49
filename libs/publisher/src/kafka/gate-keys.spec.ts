import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createEpochKey, type PublicJwk } from '@havre/sealing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FakeTiming } from '../testing/fake-timing.js';
import { GateKeys } from './gate-keys.js';

const MINUTE = 60_000;
/** A whole second, as the Date of HTTP is. */
const START = Date.UTC(2026, 0, 1, 12);

const epoch = async (kid: string, from: number): Promise<PublicJwk> => {
  const notBefore = new Date(START + from * MINUTE);
  const key = await createEpochKey({ kid, notBefore, notAfter: new Date(notBefore.getTime() + 10 * MINUTE) });
  return key.publicJwk;
};

let server: Server;
let timing: FakeTiming;
let keys: readonly PublicJwk[];
let asked: number;
let status: number;
/** What the gate's clock is ahead of the publisher's. */
let ahead: number;

beforeEach(async () => {
  timing = new FakeTiming(START);
  [asked, status, ahead] = [0, 200, 0];
  keys = [await epoch('one', 0), await epoch('two', 10)];
  server = createServer((_request, response) => {
    asked += 1;
    const date = new Date(timing.now() + ahead).toUTCString();
    response.writeHead(status, { 'content-type': 'application/json', date });
    response.end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

const gateKeys = (maxAgeMs = 60 * MINUTE) => {
  const { port } = server.address() as AddressInfo;
  return new GateKeys({ url: `http://127.0.0.1:${String(port)}`, timing, maxAgeMs });
};

describe('the keys of the gate', () => {
  it('change with the epoch, without a request', async () => {
    const gate = gateKeys();
    const kids: string[] = [];
    for (let minute = 0; minute < 20; minute += 5) {
      kids.push((await gate.current()).kid);
      await timing.pass(5 * MINUTE);
    }
    expect(kids).toEqual(['one', 'one', 'two', 'two']);
    expect(asked).toBe(1);
  });

  it('are asked for again when the last is over, when they are old, and when they are distrusted', async () => {
    const gate = gateKeys(15 * MINUTE);
    await gate.current();
    await timing.pass(15 * MINUTE);
    await gate.current();
    expect(asked).toBe(2);
    keys = [await epoch('three', 15)];
    gate.distrust();
    expect((await gate.current()).kid).toBe('three');
    expect(asked).toBe(3);
  });

  it('are asked for once, however many events wait', async () => {
    const gate = gateKeys();
    await Promise.all(Array.from({ length: 20 }, async () => gate.current()));
    expect(asked).toBe(1);
  });

  it('go by the gate’s clock, when the publisher’s is wrong', async () => {
    ahead = 12 * MINUTE;
    expect((await gateKeys().current()).kid).toBe('two');
  });

  it('begin with the first when no clock fits', async () => {
    ahead = 5 * 60 * MINUTE;
    expect((await gateKeys().current()).kid).toBe('one');
  });

  it('serve on while the gate is away, as long as one is good', async () => {
    const gate = gateKeys(MINUTE);
    await gate.current();
    status = 503;
    await timing.pass(12 * MINUTE);
    expect((await gate.current()).kid).toBe('two');
    await timing.pass(10 * MINUTE);
    await expect(gate.current()).rejects.toMatchObject({ code: 'keys-unavailable', retriable: true });
  });

  it('are none when the gate has none, or is not there', async () => {
    keys = [];
    const gate = gateKeys();
    await expect(gate.current()).rejects.toMatchObject({ code: 'keys-unavailable' });
    await new Promise((resolve) => server.close(resolve));
    await expect(gate.current()).rejects.toMatchObject({ message: 'keys-unavailable' });
  });
});
