import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTcpProxy } from './tcp-proxy.js';
import type { TcpProxy } from './tcp-proxy.js';

let echo: Server;
let proxy: TcpProxy;

beforeAll(async () => {
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await startTcpProxy({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
});
afterAll(async () => {
  await proxy.close();
  echo.close();
});

async function open(): Promise<Socket> {
  const socket = connect(proxy.port, proxy.host).setEncoding('utf8');
  await once(socket, 'connect');
  return socket;
}

async function say(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [answer] = (await once(socket, 'data')) as [string];
  return answer;
}

describe('a TCP proxy', () => {
  it('passes bytes both ways', async () => {
    const socket = await open();
    expect(await say(socket, 'hello')).toBe('hello');
    socket.destroy();
  });

  it('resets connections when cut, refuses new ones, and takes them again when restored', async () => {
    const socket = await open();
    await say(socket, 'a');
    const broken = once(socket, 'error');
    proxy.cut();
    expect(await broken).toMatchObject([{ code: 'ECONNRESET' }]);
    await expect(open().then((late) => say(late, 'b'))).rejects.toMatchObject({ code: 'ECONNRESET' });
    proxy.restore();
    const again = await open();
    expect(await say(again, 'c')).toBe('c');
    again.destroy();
  });

  it('holds bytes while stalled, of old and new connections, and delivers them in order when restored', async () => {
    const old = await open();
    await say(old, 'a');
    proxy.stall();
    const late = await open();
    let isHeard = false;
    for (const socket of [old, late]) socket.on('data', () => (isHeard = true));
    old.write('b');
    late.write('c');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isHeard).toBe(false);
    const answers = Promise.all([once(old, 'data'), once(late, 'data')]);
    proxy.restore();
    expect(await answers).toEqual([['b'], ['c']]);
    old.destroy();
    late.destroy();
  });

  it('delays without changing the order', async () => {
    const socket = await open();
    proxy.delay(200);
    let heard = '';
    socket.on('data', (chunk: string) => (heard += chunk));
    for (const part of ['1', '2', '3']) socket.write(part);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toBe('');
    while (heard.length < 3) await once(socket, 'data');
    expect(heard).toBe('123');
    proxy.delay(0);
    socket.destroy();
  });

  it('holds one direction only: what was asked arrives, the answer does not', async () => {
    const socket = await open();
    await say(socket, 'a');
    proxy.stallOnly('answers');
    let isHeard = false;
    socket.on('data', () => (isHeard = true));
    socket.write('b');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isHeard).toBe(false);
    const answer = once(socket, 'data');
    proxy.restore();
    expect(await answer).toEqual(['b']);
    socket.destroy();
  });

  it('resets a connection in the middle of an answer', async () => {
    const socket = await open();
    proxy.resetAfter(3);
    let heard = '';
    socket.on('data', (chunk: string) => (heard += chunk));
    const broken = once(socket, 'error');
    socket.write('hello');
    expect(await broken).toMatchObject([{ code: 'ECONNRESET' }]);
    expect('hel'.startsWith(heard)).toBe(true);
    proxy.restore();
    const again = await open();
    expect(await say(again, 'hello')).toBe('hello');
    again.destroy();
  });

  it('lets bytes through at a limited pace, in order', async () => {
    const socket = await open();
    proxy.throttle(100);
    let heard = '';
    socket.on('data', (chunk: string) => (heard += chunk));
    for (const part of ['1', '2', '3']) socket.write(part.repeat(10));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard.length).toBeLessThan(30);
    while (heard.length < 30) await once(socket, 'data');
    expect(heard).toBe('1'.repeat(10) + '2'.repeat(10) + '3'.repeat(10));
    proxy.throttle(0);
    socket.destroy();
  });
});
