import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { HarnessError } from '../harness-error.js';

const PAUSE_MS = 200;

/** Waits until a broker is there and knows its controller. */
export async function untilServing(brokers: readonly string[], timeoutMs: number): Promise<void> {
  for (let waited = 0; waited < timeoutMs; waited += PAUSE_MS) {
    if (await isServing(brokers)) return;
    await sleep(PAUSE_MS);
  }
  throw new HarnessError('kafka-timeout');
}

async function isServing(brokers: readonly string[]): Promise<boolean> {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const cluster = await admin.describeCluster();
    return cluster.brokers.length > 0 && cluster.controller !== null;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
