import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findBinaries } from './binaries.js';
import { SUPERUSER, passwordFileOf, prepareDataFolder } from './data-folder.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { freePort } from './free-port.js';
import { canReach, unprivilegedUser } from './os-user.js';
import type { OsUser } from './os-user.js';
import { clearLeftovers, giveUpOwnership, killServer, stopServer, takeOwnership } from './owner.js';
import { childrenOf, signal } from './processes.js';
import { canGrantPassage } from './run-as.js';
import { startServerProcess } from './server-process.js';
import type { ServerOptions, ServerProcess } from './server-process.js';
import { watchOver } from './watchdog.js';
import type { Watchdog } from './watchdog.js';

const PORT_ATTEMPTS = 5;

export interface EmbeddedPostgresOptions {
  /** Made on the first start, reused afterwards. Beside it lie `<folder>.password` and `<folder>.owner`. */
  readonly dataFolder: string;
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** Server settings added to, or put in place of, the small defaults; names as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Delete the data when the server stops, or when this process dies. */
  readonly throwAway?: boolean;
  /** Leave the server running when this process dies: somebody else watches it. Default false. */
  readonly unwatched?: boolean;
}

/** One PostgreSQL server on 127.0.0.1, run by this process. */
export interface EmbeddedPostgres {
  /** `postgres://user:password@127.0.0.1:port/postgres`, of the superuser. A secret. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server that runs now has ended, wanted or not. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void>;
  /** SIGKILL of all its processes, data kept; follow with `restart()`. */
  kill(): Promise<void>;
  /** Starts it again (stopping it first when it runs) on the same port and data. */
  restart(): Promise<void>;
  /** SIGSTOP of all its processes: connections stay open and nothing answers. */
  suspend(): Promise<void>;
  /** Undoes `suspend()`. */
  resume(): Promise<void>;
}

/**
 * Starts a real PostgreSQL from the installed `embedded-postgres` binaries, making its data folder if need be.
 *
 * @throws EmbeddedPostgresError whose code says what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataFolder = resolve(options.dataFolder);
  const binaries = await findBinaries();
  const user = await withPassage(await unprivilegedUser(dataFolder), dataFolder, binaries.postgres);
  await clearLeftovers(dataFolder);
  const password = await prepareDataFolder(dataFolder, binaries, user);
  await takeOwnership(dataFolder);
  const server = new RunningPostgres(
    {
      postgres: binaries.postgres,
      dataFolder,
      user,
      settings: options.settings ?? {},
      port: options.port ?? 0,
    },
    password,
    options,
  );
  try {
    await server.start();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** Root may keep the checkout in a folder of its own, closed to everybody else: the unprivileged user is let through. */
async function withPassage(
  user: OsUser | undefined,
  dataFolder: string,
  binary: string,
): Promise<OsUser | undefined> {
  if (user === undefined) return undefined;
  const [reachesData, reachesBinary] = await Promise.all([
    canReach(user, dataFolder),
    canReach(user, binary),
  ]);
  if (reachesData && reachesBinary) return user;
  if (await canGrantPassage(user)) return { ...user, passage: 'granted' };
  throw new EmbeddedPostgresError(reachesBinary ? 'folder-not-accessible' : 'binaries-not-accessible');
}

class RunningPostgres implements EmbeddedPostgres {
  #process: ServerProcess | undefined;
  #watchdog: Watchdog | undefined;
  #port: number;

  constructor(
    private readonly server: ServerOptions,
    private readonly password: string,
    private readonly options: EmbeddedPostgresOptions,
  ) {
    this.#port = server.port;
  }

  get url(): string {
    return `postgres://${SUPERUSER}:${this.password}@127.0.0.1:${this.#port}/postgres`;
  }

  get port(): number {
    return this.#port;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  get ended(): Promise<void> {
    return this.#process?.ended ?? Promise.resolve();
  }

  async start(): Promise<void> {
    this.#process = await this.#startOnAPort();
    const leftBehind = this.options.throwAway === true ? this.server.dataFolder : undefined;
    if (this.options.unwatched !== true) this.#watchdog = watchOver(this.#process.pid, leftBehind);
  }

  /** A free port may be taken between finding and using it; a port that was asked for, or given out, is not changed. */
  async #startOnAPort(): Promise<ServerProcess> {
    if (this.#port !== 0) return startServerProcess({ ...this.server, port: this.#port });
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort();
      try {
        const started = await startServerProcess({ ...this.server, port });
        this.#port = port;
        return started;
      } catch (error) {
        const isTaken = error instanceof EmbeddedPostgresError && error.code === 'port-taken';
        if (!isTaken || attempt === PORT_ATTEMPTS) throw error;
      }
    }
  }

  async stop(): Promise<void> {
    await this.#end(stopServer);
    await giveUpOwnership(this.server.dataFolder);
    if (this.options.throwAway === true) await this.#removeData();
  }

  async kill(): Promise<void> {
    await this.#end(killServer);
  }

  async restart(): Promise<void> {
    await this.#end(stopServer);
    await clearLeftovers(this.server.dataFolder);
    await this.start();
  }

  async suspend(): Promise<void> {
    await this.#signalAll('SIGSTOP');
  }

  async resume(): Promise<void> {
    await this.#signalAll('SIGCONT');
  }

  async #signalAll(name: NodeJS.Signals): Promise<void> {
    if (this.#process === undefined) return;
    signal(this.#process.pid, name);
    for (const child of await childrenOf(this.#process.pid)) signal(child, name);
  }

  async #end(how: (pid: number) => Promise<void>): Promise<void> {
    this.#watchdog?.dismiss();
    this.#watchdog = undefined;
    const running = this.#process;
    this.#process = undefined;
    if (running === undefined) return;
    running.hold();
    for (const child of await childrenOf(running.pid)) signal(child, 'SIGCONT');
    await how(running.pid);
    await running.ended;
  }

  async #removeData(): Promise<void> {
    const paths = [this.server.dataFolder, passwordFileOf(this.server.dataFolder)];
    await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true, maxRetries: 5 })));
  }
}
