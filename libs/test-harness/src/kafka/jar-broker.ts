import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@havre/service/embedded-postgres';
import { HarnessError } from '../harness-error.js';
import { BROKER_USER, brokerProperties, renderProperties } from './broker-properties.js';
import { makeCertificates } from './certificates.js';
import type { BrokerCertificates } from './certificates.js';
import type { KafkaOptions, TestKafkaServer } from './test-kafka.js';
import { watchOverProcess } from '../docker/watchdog.js';

const run = promisify(execFile);
const READY = 'Kafka Server started';
const READY_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 20_000;
const KEPT_OUTPUT = 8_192;
const FAST_START = ['-Xms512m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

const LOG4J = `status=warn
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%p %c{1} %m%n
rootLogger.level=warn
rootLogger.appenderRef.out.ref=out
logger.ready.name=kafka.server.KafkaRaftServer
logger.ready.level=info
`;

export interface JarRuntime {
  readonly java: string;
  readonly jars: string;
}

/** Kafka in one Java process on free ports of 127.0.0.1, with data in a temporary folder. */
export class JarBroker implements TestKafkaServer {
  readonly kind = 'jars';
  #certificates: BrokerCertificates | undefined;
  #child: ChildProcess | undefined;
  #dismissWatchdog: () => void = () => undefined;

  private constructor(
    private readonly runtime: JarRuntime,
    readonly folder: string,
    readonly port: number,
    private readonly jvmOptions: readonly string[],
    private readonly isWatched: boolean,
  ) {}

  /**
   * @param isWatched end it and delete its data when this process dies; false when somebody else does
   * @throws HarnessError `kafka-failed`, `kafka-timeout`
   */
  static async start(
    runtime: JarRuntime,
    options: KafkaOptions,
    { folder, isWatched = true }: { folder?: string; isWatched?: boolean } = {},
  ): Promise<JarBroker> {
    const home = await mkdtemp(join(folder ?? tmpdir(), 'havre-kafka-'));
    const port = await freePort();
    const broker = new JarBroker(runtime, home, port, options.jvmOptions ?? FAST_START, isWatched);
    try {
      await broker.#format(options);
      await broker.restart();
      return broker;
    } catch (error) {
      await broker.stop();
      throw error;
    }
  }

  get brokers(): readonly string[] {
    return [`127.0.0.1:${this.port}`];
  }

  get caFile(): string | undefined {
    return this.#certificates?.caFile;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  suspend(): Promise<void> {
    this.#child?.kill('SIGSTOP');
    return Promise.resolve();
  }

  resume(): Promise<void> {
    this.#child?.kill('SIGCONT');
    return Promise.resolve();
  }

  async restart(): Promise<void> {
    await this.#end('SIGTERM');
    const options = [...this.jvmOptions, ...this.#java(), 'kafka.Kafka', this.#propertiesFile];
    const child = spawn(this.runtime.java, options, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.#child = child;
    if (this.isWatched && child.pid !== undefined) {
      this.#dismissWatchdog = watchOverProcess(child.pid, this.folder);
    }
    await untilReady(child);
    child.unref();
  }

  get #propertiesFile(): string {
    return join(this.folder, 'server.properties');
  }

  #java(): readonly string[] {
    const logging = `-Dlog4j2.configurationFile=${join(this.folder, 'log4j2.properties')}`;
    return ['-Xshare:auto', '-cp', `${this.runtime.jars}/*`, logging];
  }

  async #format(options: KafkaOptions): Promise<void> {
    const users = options.users ?? [];
    const password = randomBytes(18).toString('hex');
    const addresses = {
      port: this.port,
      controllerPort: await freePort(),
      dataFolder: join(this.folder, 'data'),
    };
    this.#certificates = options.tls === true ? await makeCertificates(this.folder) : undefined;
    const security = { brokerPassword: password, users, certificates: this.#certificates };
    const properties = brokerProperties(addresses, security, options.properties);
    await writeFile(this.#propertiesFile, renderProperties(properties), { mode: 0o600 });
    await writeFile(join(this.folder, 'log4j2.properties'), LOG4J);
    const scram = users.length === 0 ? [] : [{ name: BROKER_USER, password }, ...users];
    const clusterId = newClusterId();
    await run(this.runtime.java, [
      ...['-Xmx128m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
      ...this.#java(),
      ...['kafka.tools.StorageTool', 'format', '--standalone', '-t', clusterId, '-c', this.#propertiesFile],
      ...scram.flatMap((user) => [
        '--add-scram',
        `SCRAM-SHA-512=[name=${user.name},password=${user.password}]`,
      ]),
      // The error's own message repeats the command line, with the passwords.
    ]).catch((error: unknown) => {
      throw new HarnessError('kafka-failed', (error as { stderr?: string }).stderr);
    });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#dismissWatchdog();
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const ended = once(child, 'exit');
    child.kill(signal);
    child.kill('SIGCONT');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }
}

/** As Kafka's own `random-uuid`: an id that begins with a dash would be read as an option. */
function newClusterId(): string {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (code: 'kafka-failed' | 'kafka-timeout'): void => {
      clearTimeout(timer);
      reject(new HarnessError(code, output));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('kafka-timeout');
    }, READY_TIMEOUT_MS);
    const streams = [child.stdout, child.stderr];
    const read = (text: string): void => {
      output = (output + text).slice(-KEPT_OUTPUT);
      if (!output.includes(READY)) return;
      clearTimeout(timer);
      for (const stream of streams) {
        stream?.removeAllListeners('data').resume();
        (stream as unknown as { unref?: () => void } | null)?.unref?.();
      }
      resolve();
    };
    for (const stream of streams) stream?.setEncoding('utf8').on('data', read);
    child.once('error', () => fail('kafka-failed'));
    child.once('close', () => fail('kafka-failed'));
  });
}
