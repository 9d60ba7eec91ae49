import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import type { Admin } from 'kafkajs';
import { HarnessError } from '../harness-error.js';

const PAUSE_MS = 200;
const PATIENT = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 };

/**
 * Waits until a broker has made a topic, taken a record and given it back to a group; the topic and the group are deleted.
 * Nothing less shows that a broker serves: containers have been called ready that had none in them.
 *
 * @throws HarnessError `kafka-timeout`
 */
export async function proveByARecord(brokers: readonly string[], timeoutMs: number): Promise<void> {
  await untilServing(brokers, timeoutMs);
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, retry: PATIENT });
  const name = `harness.proof.${randomUUID()}`;
  const admin = kafka.admin();
  const late = new AbortController();
  try {
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: name, numPartitions: 1 }], waitForLeaders: false });
    const timeout = sleep(timeoutMs, 'late' as const, { signal: late.signal }).catch(() => 'late' as const);
    if ((await Promise.race([sendAndReceive(kafka, name), timeout])) === 'late') {
      throw new HarnessError('kafka-timeout');
    }
  } finally {
    late.abort();
    await cleanUp(admin, name);
  }
}

async function sendAndReceive(kafka: Kafka, name: string): Promise<'received'> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  const consumer = kafka.consumer({ groupId: name, maxWaitTimeInMs: 100 });
  try {
    await producer.connect();
    await producer.send({ topic: name, acks: -1, messages: [{ value: name }] });
    await consumer.connect();
    await consumer.subscribe({ topics: [name], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const eachMessage = ({ message }: { message: { value: Buffer | null } }): Promise<void> => {
        if (message.value?.toString() === name) resolve();
        return Promise.resolve();
      };
      consumer.run({ eachMessage }).catch(reject);
    });
    return 'received';
  } finally {
    await Promise.all([producer.disconnect(), consumer.disconnect()]).catch(() => undefined);
  }
}

async function cleanUp(admin: Admin, name: string): Promise<void> {
  await admin.deleteGroups([name]).catch(() => undefined);
  await admin.deleteTopics({ topics: [name] }).catch(() => undefined);
  await admin.disconnect().catch(() => undefined);
}

async function untilServing(brokers: readonly string[], timeoutMs: number): Promise<void> {
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
