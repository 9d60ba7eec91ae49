import { freePort } from '@havre/service/embedded-postgres';
import { HarnessError } from '../harness-error.js';
import { SINGLE_BROKER } from './broker-properties.js';
import { call } from '../docker/docker-engine.js';
import { startWatched } from '../docker/start-watched.js';
import type { EngineAddress } from '../docker/watchdog.js';
import { KAFKA_IMAGE } from './kafka-image.js';
import { proveByARecord } from './prove-by-a-record.js';
import type { KafkaOptions, TestKafkaServer } from './test-kafka.js';

const CALL_MS = 60_000;
const READY_TIMEOUT_MS = 180_000;
const READY = 'Kafka Server started';
const BROKER_PORT = 9092;

/**
 * Kafka from its public image, through testcontainers. The port on this machine is chosen beforehand and stays:
 * the broker has to advertise it, also after a restart. testcontainers' own cleaner (an image more to pull) is off;
 * a watchdog of ours removes the container when this process dies. A line in a log says that something started; the
 * broker is ready when it has taken a record and given it back.
 */
export async function startDockerBroker(
  engine: EngineAddress,
  options: KafkaOptions,
): Promise<TestKafkaServer> {
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  const { GenericContainer, Wait } = await import('testcontainers');
  const port = await freePort();
  const configured = new GenericContainer(KAFKA_IMAGE)
    .withEnvironment(environment(port, options.properties ?? {}))
    .withExposedPorts({ container: BROKER_PORT, host: port })
    .withWaitStrategy(Wait.forLogMessage(READY))
    .withStartupTimeout(READY_TIMEOUT_MS);
  const { container, dismissWatchdog } = await startWatched(engine, configured);
  const broker = new DockerBroker(engine, container.getId(), port, dismissWatchdog);
  try {
    await proveByARecord(broker.brokers, READY_TIMEOUT_MS);
    return broker;
  } catch (error) {
    await broker.stop();
    throw error;
  }
}

/** The image takes a property `a.b` as `KAFKA_A_B`, and drops all of its own once one is given. */
function environment(port: number, own: Readonly<Record<string, string>>): Record<string, string> {
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': '1@localhost:9093',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'CLIENT',
    listeners: `CLIENT://:${BROKER_PORT},CONTROLLER://:9093`,
    'advertised.listeners': `CLIENT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': '/tmp/kraft-combined-logs',
    ...SINGLE_BROKER,
    ...own,
  };
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.map(([name, value]) => [variableOf(name), value]));
}

const variableOf = (property: string): string =>
  `KAFKA_${property.replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_').toUpperCase()}`;

class DockerBroker implements TestKafkaServer {
  readonly kind = 'docker';
  constructor(
    private readonly engine: EngineAddress,
    private readonly id: string,
    readonly port: number,
    private readonly dismissWatchdog: () => void,
  ) {}

  get brokers(): readonly string[] {
    return [`127.0.0.1:${this.port}`];
  }

  async stop(): Promise<void> {
    this.dismissWatchdog();
    await this.#call('DELETE', '?force=true&v=true');
  }

  kill(): Promise<void> {
    return this.#call('POST', '/kill?signal=SIGKILL');
  }

  suspend(): Promise<void> {
    return this.#call('POST', '/pause');
  }

  resume(): Promise<void> {
    return this.#call('POST', '/unpause');
  }

  async restart(): Promise<void> {
    await this.#call('POST', '/restart?t=20');
    await proveByARecord(this.brokers, READY_TIMEOUT_MS);
  }

  async #call(method: string, path: string): Promise<void> {
    const status = await call(this.engine, method, `/containers/${this.id}${path}`, CALL_MS);
    if (status === 0 || status >= 400) throw new HarnessError('kafka-failed');
  }
}
