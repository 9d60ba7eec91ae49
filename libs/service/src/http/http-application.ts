import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceLogger } from '../logging/service-logger.js';
import type { RunningService } from '../run/service-environment.js';
import { FaultError } from '../fault/fault-error.js';
import type { Drain } from './drain.js';

const SENTENCES = {
  'port-taken': 'The port is taken by another process.',
  'port-refused': 'The operating system refuses the port or the address.',
} as const;

/** Why an application cannot listen. */
export class ListenError extends FaultError<keyof typeof SENTENCES> {
  constructor(code: keyof typeof SENTENCES) {
    super(code, false, SENTENCES[code]);
  }
}

/** A service's HTTP application, before and while it listens. */
export class HttpApplication implements RunningService {
  #closing: Promise<void> | undefined;

  constructor(
    readonly name: string,
    /** For tests and for what a service must do itself. */
    readonly nest: NestFastifyApplication,
    private readonly settings: { readonly host: string; readonly port: number; readonly drainMs: number },
    private readonly drain: Drain,
    private readonly logger: ServiceLogger,
    private readonly stopWatching: () => void,
  ) {}

  /**
   * Starts the connected microservices, then listens: a service that answers is one that also consumes.
   *
   * @throws ListenError `port-taken`, `port-refused`
   */
  async listen(): Promise<this> {
    try {
      await this.nest.startAllMicroservices();
      await this.nest.listen(this.settings.port, this.settings.host).catch((error: unknown) => {
        throw listenErrorOf(error);
      });
    } catch (error) {
      await this.close();
      throw error;
    }
    this.logger.info('listening', { port: this.port });
    return this;
  }

  get port(): number {
    return (this.nest.getHttpServer().address() as AddressInfo).port;
  }

  get url(): string {
    const { host } = this.settings;
    const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
    return `http://${reachable}:${this.port}`;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Not ready first, so that load balancers look elsewhere; then finish what is in flight; then let go of the rest. */
  async #close(): Promise<void> {
    this.drain.begin();
    if (this.nest.getHttpServer().listening) await sleep(this.settings.drainMs);
    await this.nest.close();
    this.stopWatching();
    this.logger.info('stopped');
  }
}

function listenErrorOf(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'EADDRINUSE') return new ListenError('port-taken');
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ListenError('port-refused');
  return error;
}
