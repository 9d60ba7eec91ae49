import { HarnessError } from '../harness-error.js';
import { oncePerRun, runFolder } from '../run/once-per-run.js';
import type { Shared } from '../run/once-per-run.js';
import { startDockerBroker } from './docker-broker.js';
import { JarBroker } from './jar-broker.js';
import { jarSource, kafkaSource } from './kafka-source.js';
import type { KafkaSource } from './kafka-source.js';
import type { KafkaOptions, TestKafka, TestKafkaServer } from './test-kafka.js';

/**
 * A real Kafka: the one named by `HAVRE_TEST_KAFKA_BROKERS`, else one that all specs of a run share (so give topics
 * and groups names of your own), from Docker where it has the image, else from Maven Central's jars and Java.
 *
 * With `dedicated: true`, always one of one's own, that may be killed and suspended.
 *
 * @throws HarnessError `kafka-unavailable`, `kafka-failed`, `kafka-timeout`
 */
export function startKafka(options: KafkaOptions & { readonly dedicated: true }): Promise<TestKafkaServer>;
export function startKafka(options?: KafkaOptions): Promise<TestKafka>;
export async function startKafka(options: KafkaOptions = {}): Promise<TestKafka> {
  if (options.dedicated === true) return startDedicated(options);
  const source = await kafkaSource();
  if (source.kind === 'given') return borrowed('given', source.brokers);
  const folder = runFolder();
  if (folder === undefined) return startFrom(source, options);
  const { kind, brokers } = await oncePerRun(folder, 'kafka', () => startShared(source, folder));
  return borrowed(kind, brokers);
}

function borrowed(kind: TestKafka['kind'], brokers: readonly string[]): TestKafka {
  return { kind, brokers, stop: () => Promise.resolve() };
}

interface SharedKafka {
  readonly kind: TestKafka['kind'];
  readonly brokers: readonly string[];
}

async function startShared(source: KafkaSource, folder: string): Promise<Shared<SharedKafka>> {
  if (source.kind !== 'jars') {
    const { kind, brokers } = await startFrom(source, {});
    return { value: { kind, brokers } };
  }
  const { kind, brokers, pid } = await JarBroker.start(source, {}, { folder, isWatched: false });
  return { value: { kind, brokers }, process: { pid, endedBy: 'KILL' } };
}

async function startDedicated(options: KafkaOptions): Promise<TestKafkaServer> {
  const needsJars = options.users !== undefined || options.tls === true || options.jvmOptions !== undefined;
  const source = needsJars ? await jarSource() : await kafkaSource();
  // A given broker may not be hurt: its place is taken by one of our own.
  return startFrom(source.kind === 'given' ? await jarSource() : source, options);
}

async function startFrom(source: KafkaSource, options: KafkaOptions): Promise<TestKafkaServer> {
  switch (source.kind) {
    case 'docker':
      return startDockerBroker(source.engine, options).catch(async (failure: unknown) => {
        if (process.env['HAVRE_TEST_KAFKA_SOURCE'] === 'docker') throw failure;
        // An engine that has the image may still be unable to run it; the jars are the same Kafka.
        const jars = await jarSource();
        if (jars.kind === 'none') throw failure;
        return JarBroker.start(jars, options);
      });
    case 'jars':
      return JarBroker.start(source, options);
    default:
      throw new HarnessError('kafka-unavailable');
  }
}
