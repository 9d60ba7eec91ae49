import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../harness-error.js';
import { oncePerRun, runFolder } from '../run/once-per-run.js';
import { findEngineWithImage } from '../docker/docker-engine.js';
import { KAFKA_IMAGE } from './kafka-image.js';
import { findJars, findJava } from './jars.js';
import type { EngineAddress } from '../docker/watchdog.js';

/** Where a real Kafka comes from on this machine. */
export type KafkaSource =
  | { readonly kind: 'given'; readonly brokers: readonly string[] }
  | { readonly kind: 'docker'; readonly engine: EngineAddress }
  | { readonly kind: 'jars'; readonly java: string; readonly jars: string }
  | { readonly kind: 'none' };

export interface KafkaAvailability {
  readonly isAvailable: boolean;
  readonly kind: KafkaSource['kind'];
}

/**
 * Whether a real Kafka can be had, fetching its image or jars if need be. When not, says so loudly, once a run.
 *
 * @throws HarnessError `kafka-unavailable` when it cannot and `CI=true`: there, nothing is left out in silence
 */
export async function kafkaAvailability(): Promise<KafkaAvailability> {
  const { kind } = await kafkaSource();
  if (kind !== 'none') return { isAvailable: true, kind };
  if (process.env['CI'] === 'true') throw new HarnessError('kafka-unavailable');
  sayOnce();
  return { isAvailable: false, kind };
}

/** A given broker, else Docker, else jars. `HAVRE_TEST_KAFKA_SOURCE=docker|jars` tries only that one. */
export async function kafkaSource(): Promise<KafkaSource> {
  const given = (process.env['HAVRE_TEST_KAFKA_BROKERS'] ?? '').split(',').filter(Boolean);
  if (given.length > 0) return { kind: 'given', brokers: given };
  const folder = runFolder();
  if (folder === undefined) return findSource();
  return oncePerRun(folder, 'kafka-source', async () => ({ value: await findSource() }));
}

async function findSource(): Promise<KafkaSource> {
  const only = process.env['HAVRE_TEST_KAFKA_SOURCE'];
  const engine = only === 'jars' ? undefined : await findEngineWithImage(KAFKA_IMAGE);
  if (engine !== undefined) return { kind: 'docker', engine };
  return only === 'docker' ? { kind: 'none' } : jarSource();
}

/** Users, own properties and JVM options need the jars, whatever else is there. */
export async function jarSource(): Promise<Extract<KafkaSource, { kind: 'jars' | 'none' }>> {
  const java = await findJava();
  const jars = java === undefined ? undefined : await findJars();
  return java === undefined || jars === undefined ? { kind: 'none' } : { kind: 'jars', java, jars };
}

function sayOnce(): void {
  const folder = runFolder();
  try {
    if (folder !== undefined) writeFileSync(join(folder, 'kafka-unavailable.said'), '', { flag: 'wx' });
  } catch {
    return;
  }
  const line = '='.repeat(100);
  process.stderr.write(
    `\n${line}\nNO KAFKA: ${new HarnessError('kafka-unavailable').message}\nTests on a real Kafka do NOT run.\n${line}\n\n`,
  );
}
