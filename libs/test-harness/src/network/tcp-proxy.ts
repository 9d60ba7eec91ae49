import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export interface TcpProxyTarget {
  readonly host: string;
  readonly port: number;
}

/** A TCP proxy on 127.0.0.1 that can play a broken network. */
export interface TcpProxy {
  readonly host: string;
  readonly port: number;
  /** Resets every connection and refuses new ones, as a dead host's kernel would. */
  cut(): void;
  /** Keeps connections open and new ones accepted, but lets no byte through: a black hole. */
  stall(): void;
  /** Undoes `cut()` and `stall()`; stalled bytes arrive. */
  restore(): void;
  /** Delays every chunk in both directions by so many milliseconds. */
  delay(milliseconds: number): void;
  /** Points new connections elsewhere. */
  retarget(target: TcpProxyTarget): void;
  close(): Promise<void>;
}

/** Starts a proxy in front of `target`, on a free port. */
export async function startTcpProxy(target: TcpProxyTarget): Promise<TcpProxy> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new FaultyProxy(server, target);
}

type Mode = 'open' | 'cut' | 'stalled';

class FaultyProxy implements TcpProxy {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly #sockets = new Set<Socket>();
  #mode: Mode = 'open';
  #delayMs = 0;

  constructor(
    private readonly server: Server,
    private target: TcpProxyTarget,
  ) {
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.#accept(client));
  }

  cut(): void {
    this.#mode = 'cut';
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  stall(): void {
    this.#mode = 'stalled';
    for (const socket of this.#sockets) socket.pause();
  }

  restore(): void {
    this.#mode = 'open';
    for (const socket of this.#sockets) socket.resume();
  }

  delay(milliseconds: number): void {
    this.#delayMs = milliseconds;
  }

  retarget(target: TcpProxyTarget): void {
    this.target = target;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  #accept(client: Socket): void {
    if (this.#mode === 'cut') {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ ...this.target, allowHalfOpen: true, noDelay: true });
    this.#pipe(client, upstream);
    this.#pipe(upstream, client);
  }

  /** Timers of equal length fire in order, so delayed chunks keep theirs. */
  #pipe(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('data', (chunk) => this.#later(() => to.write(chunk)));
    from.on('end', () => this.#later(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      if (from.destroyed && from.errored !== null) to.destroy();
    });
    if (this.#mode === 'stalled') from.pause();
  }

  #later(act: () => void): void {
    if (this.#delayMs === 0) act();
    else setTimeout(act, this.#delayMs);
  }
}
