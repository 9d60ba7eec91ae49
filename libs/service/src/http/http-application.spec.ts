import { createServer } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent } from 'node:http';
import { Public, RequireScope } from '../api-keys/access.decorator.js';
import { keyEntry, startTestApplication, tokenOf } from '../testing/test-application.js';
import type { TestApplication } from '../testing/test-application.js';
import { ListenError } from './http-application.js';

/** A request that the test holds until it lets go. */
const nothing = (): void => undefined;
const held = { arrived: nothing, release: nothing };

@Controller()
class SlowController {
  @Public()
  @Get('slow')
  async slow(): Promise<{ done: true }> {
    const released = new Promise<void>((resolve) => (held.release = resolve));
    held.arrived();
    await released;
    return { done: true };
  }

  @RequireScope('feed:read')
  @Get('limited')
  limited(): { ok: true } {
    return { ok: true };
  }
}

@Module({ controllers: [SlowController] })
class SlowModule {}

const running: TestApplication[] = [];

async function start(...parameters: Parameters<typeof startTestApplication>): Promise<TestApplication> {
  const test = await startTestApplication(...parameters);
  running.push(test);
  return test;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((test) => test.stop()));
});

describe('an application that stops', () => {
  it('finishes what is in flight, sends new requests elsewhere, and says that it is not ready', async () => {
    const { application, url } = await start(SlowModule, { settings: { drainMs: 400 } });
    const arrived = new Promise<void>((resolve) => (held.arrived = resolve));
    const inFlight = fetch(`${url}/slow`);
    await arrived;

    const closed = application.close();
    const refused = await fetch(`${url}/slow`);
    const readiness = await fetch(`${url}/readyz`);
    const liveness = await fetch(`${url}/livez`);
    held.release();

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await refused.json()).toMatchObject({ code: 'unavailable' });
    expect([readiness.status, await readiness.json()]).toMatchObject([503, { status: 'stopping' }]);
    expect(liveness.status).toBe(200);
    expect(await (await inFlight).json()).toEqual({ done: true });
    await closed;
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });

  it('does not wait for a connection on which nothing was ever asked', async () => {
    const { application } = await start(SlowModule);
    const silent = connect(application.port, '127.0.0.1');
    await once(silent, 'connect');
    const ended = once(silent.resume(), 'close');
    await application.close();
    await ended;
    expect(silent.destroyed).toBe(true);
  });

  it('lets a connection go after the answer that was in flight on it', async () => {
    const { application } = await start(SlowModule);
    const arrived = new Promise<void>((resolve) => (held.arrived = resolve));
    const client = connect(application.port, '127.0.0.1', () =>
      client.write('GET /slow HTTP/1.1\r\nhost: x\r\nconnection: keep-alive\r\n\r\n'),
    );
    let answer = '';
    client.setEncoding('utf8').on('data', (text: string) => (answer += text));
    await arrived;
    const closed = application.close();
    held.release();
    await once(client, 'close');
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*{"done":true}$/);
  });

  it('does not wait for idle connections, and may be told twice', async () => {
    const { application, url } = await start(SlowModule);
    const agent = new Agent({ keepAlive: true });
    const { get } = await import('node:http');
    const response = await new Promise<{ resume(): void; once(event: string, listener: () => void): void }>(
      (resolve) => get(`${url}/livez`, { agent }, resolve),
    );
    response.resume();
    await new Promise<void>((resolve) => response.once('end', resolve));
    await Promise.all([application.close(), application.close()]);
    agent.destroy();
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });
});

describe('an application that starts', () => {
  it('says when its port is taken, and leaves nothing behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start(SlowModule, { settings: { port } })).rejects.toThrow(ListenError);
    other.close();
  });

  it('is not ready while something that it needs is not there', async () => {
    const readiness = {
      useFactory: () => [
        { name: 'database', check: () => Promise.resolve() },
        { name: 'event-log', check: () => Promise.reject(new Error('zebra')) },
      ],
    };
    const { url } = await start(SlowModule, { readiness });
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      503,
      {
        status: 'failed',
        checks: { database: { status: 'ok' }, 'event-log': { status: 'failed', code: 'unexpected' } },
      },
    ]);
  });
});

describe('a key', () => {
  it('that asks too often is told when to ask again, and others are not held up', async () => {
    const keys = [keyEntry('busy', ['feed:read']), keyEntry('calm', ['feed:read'])];
    const { url } = await start(SlowModule, { keys, settings: { rateLimitPerMinute: 2 } });
    const ask = (id: string): Promise<Response> =>
      fetch(`${url}/limited`, { headers: { authorization: tokenOf(id) } });
    const answers = [await ask('busy'), await ask('busy'), await ask('busy')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    const wait = Number(answers[2]?.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(30);
    expect((await ask('calm')).status).toBe(200);
  });
});

describe('applications of one process', () => {
  it('have metrics of their own', async () => {
    const [one, two] = await Promise.all([start(SlowModule), start(SlowModule)]);
    await fetch(`${one.url}/livez`);
    const metricsOf = async ({ url }: TestApplication): Promise<string> =>
      (await fetch(`${url}/metrics`)).text();
    expect(await metricsOf(one)).toContain('route="/livez"');
    expect(await metricsOf(two)).not.toContain('route="/livez"');
  });
});
