import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export interface TcpProxyTarget {
  readonly host: string;
  readonly port: number;
}

/** Which way bytes go: from the caller to the server, or back. */
export type Direction = 'requests' | 'answers';

/** A TCP proxy on 127.0.0.1 that can play a broken network. */
export interface TcpProxy {
  readonly host: string;
  readonly port: number;
  /** Resets every connection and refuses new ones, as a dead host's kernel would. */
  cut(): void;
  /** Keeps connections open and new ones accepted, but lets no byte through: a black hole. */
  stall(): void;
  /** A black hole in one direction only: the other side goes on as if nothing were. */
  stallOnly(direction: Direction): void;
  /** Resets each connection once so many more bytes have come back from the server, in the middle of an answer. */
  resetAfter(bytes: number): void;
  /** Undoes `cut()`, `stall()`, `stallOnly()` and `resetAfter()`; stalled bytes arrive. */
  restore(): void;
  /** Delays every chunk in both directions by so many milliseconds. */
  delay(milliseconds: number): void;
  /** Lets so many bytes a second through in each direction of each connection; 0: as many as come. */
  throttle(bytesPerSecond: number): void;
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

type Mode = 'open' | 'cut' | 'stalled' | `stalled-${Direction}`;

interface Pipe {
  readonly from: Socket;
  readonly to: Socket;
  readonly direction: Direction;
  /** When the last byte that was let through at the limited pace is on its way; epoch milliseconds. */
  paidUntil: number;
  /** How many bytes may still come before the connection is reset. */
  bytesLeft: number;
}

class FaultyProxy implements TcpProxy {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly #pipes = new Set<Pipe>();
  #mode: Mode = 'open';
  #delayMs = 0;
  #bytesPerSecond = 0;
  #resetAfter = Infinity;

  constructor(
    private readonly server: Server,
    private target: TcpProxyTarget,
  ) {
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.#accept(client));
  }

  cut(): void {
    this.#mode = 'cut';
    for (const { from } of this.#pipes) from.resetAndDestroy();
  }

  stall(): void {
    this.#turn('stalled');
  }

  stallOnly(direction: Direction): void {
    this.#turn(`stalled-${direction}`);
  }

  resetAfter(bytes: number): void {
    this.#resetAfter = bytes;
    for (const pipe of this.#pipes) pipe.bytesLeft = bytes;
  }

  restore(): void {
    this.resetAfter(Infinity);
    this.#turn('open');
  }

  delay(milliseconds: number): void {
    this.#delayMs = milliseconds;
  }

  throttle(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond;
  }

  retarget(target: TcpProxyTarget): void {
    this.target = target;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  #turn(mode: Mode): void {
    this.#mode = mode;
    for (const pipe of this.#pipes) {
      if (this.#isStalled(pipe)) pipe.from.pause();
      else pipe.from.resume();
    }
  }

  #isStalled({ direction }: Pipe): boolean {
    return this.#mode === 'stalled' || this.#mode === `stalled-${direction}`;
  }

  #accept(client: Socket): void {
    if (this.#mode === 'cut') {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ ...this.target, allowHalfOpen: true, noDelay: true });
    this.#pass({ from: client, to: upstream, direction: 'requests' });
    this.#pass({ from: upstream, to: client, direction: 'answers' });
  }

  /** Timers of equal length fire in order, so delayed chunks keep theirs. */
  #pass(ends: Pick<Pipe, 'from' | 'to' | 'direction'>): void {
    const pipe: Pipe = { ...ends, paidUntil: 0, bytesLeft: this.#resetAfter };
    const { from, to } = pipe;
    this.#pipes.add(pipe);
    from.on('data', (chunk) => this.#forward(pipe, chunk));
    from.on('end', () => this.#later(pipe, 0, () => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#pipes.delete(pipe);
      if (from.destroyed && from.errored !== null) to.destroy();
    });
    if (this.#isStalled(pipe)) from.pause();
  }

  #forward(pipe: Pipe, chunk: Buffer): void {
    if (pipe.direction === 'answers') pipe.bytesLeft -= chunk.length;
    if (pipe.bytesLeft >= 0) {
      this.#later(pipe, chunk.length, () => pipe.to.write(chunk));
      return;
    }
    const part = chunk.subarray(0, Math.max(0, chunk.length + pipe.bytesLeft));
    pipe.to.write(part, () => {
      pipe.from.resetAndDestroy();
      pipe.to.resetAndDestroy();
    });
  }

  #later(pipe: Pipe, bytes: number, act: () => void): void {
    const now = Date.now();
    const duration = this.#bytesPerSecond === 0 ? 0 : (bytes / this.#bytesPerSecond) * 1_000;
    pipe.paidUntil = Math.max(now, pipe.paidUntil) + duration;
    const waitMs = this.#delayMs + pipe.paidUntil - now;
    if (waitMs <= 0) act();
    else setTimeout(act, waitMs);
  }
}
