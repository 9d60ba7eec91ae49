import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import type { KafkaConfig } from 'kafkajs';
import { describeWithKafka } from '../jest/describe-with-kafka.js';
import { startKafka } from './start-kafka.js';
import type { TestKafka, TestKafkaServer } from './test-kafka.js';

const PATIENT = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 };

function clientOf(kafka: TestKafka, more: Partial<KafkaConfig> = {}): Kafka {
  return new Kafka({ brokers: [...kafka.brokers], logLevel: logLevel.NOTHING, retry: PATIENT, ...more });
}

async function createTopic(client: Kafka): Promise<string> {
  const topic = `harness-${randomUUID()}`;
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({
    topics: [{ topic, numPartitions: 1, replicationFactor: 1 }],
    waitForLeaders: true,
  });
  await admin.disconnect();
  return topic;
}

async function append(client: Kafka, topic: string, value: string): Promise<void> {
  const producer = client.producer();
  await producer.connect();
  try {
    await producer.send({ topic, acks: -1, messages: [{ value }] });
  } finally {
    await producer.disconnect();
  }
}

async function endOffset(client: Kafka, topic: string): Promise<string | undefined> {
  const admin = client.admin();
  await admin.connect();
  const [partition] = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return partition?.high;
}

describeWithKafka('the broker of the run', () => {
  it('keeps what was acknowledged, and serves everybody', async () => {
    const [mine, yours] = await Promise.all([startKafka(), startKafka()]);
    const client = clientOf(mine);
    const topic = await createTopic(client);
    await append(client, topic, 'a');
    expect(await endOffset(clientOf(yours), topic)).toBe('1');
    await Promise.all([mine.stop(), yours.stop()]);
  });
});

describeWithKafka('a broker of one’s own', () => {
  let kafka: TestKafkaServer;
  let client: Kafka;
  let topic: string;

  beforeAll(async () => {
    kafka = await startKafka({ dedicated: true });
    client = clientOf(kafka);
    topic = await createTopic(client);
  }, 120_000);
  afterAll(async () => {
    await kafka.stop();
  }, 60_000);

  it('keeps what was acknowledged over SIGKILL, at the same address', async () => {
    await append(client, topic, 'a');
    await kafka.kill();
    const impatient = clientOf(kafka, { retry: { retries: 0 }, connectionTimeout: 500 });
    await expect(append(impatient, topic, 'lost')).rejects.toThrow();
    await kafka.restart();
    expect(await endOffset(client, topic)).toBe('1');
  }, 120_000);

  it('acknowledges nothing while suspended, and goes on afterwards', async () => {
    await kafka.suspend();
    let isAcknowledged = false;
    const appended = append(client, topic, 'b').then(() => {
      isAcknowledged = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isAcknowledged).toBe(false);
    await kafka.resume();
    await appended;
    expect(await endOffset(client, topic)).toBe('2');
  }, 60_000);
});

describeWithKafka('a broker with users and TLS', () => {
  let kafka: TestKafkaServer;
  let ssl: { readonly ca: string };

  beforeAll(async () => {
    const users = [
      { name: 'chief', password: 'chief-secret', isSuper: true },
      { name: 'plain', password: 'plain-secret' },
    ];
    kafka = await startKafka({ dedicated: true, users, tls: true });
    ssl = { ca: await readFile(kafka.caFile ?? '', 'utf8') };
  }, 120_000);
  afterAll(async () => {
    await kafka.stop();
  }, 60_000);

  const signedInAs = (username: string): Kafka => {
    const sasl = { mechanism: 'scram-sha-512', username, password: `${username}-secret` } as const;
    return clientOf(kafka, { sasl, ssl, retry: { retries: 2 } });
  };

  it('serves nobody who trusts another authority, or speaks without TLS', async () => {
    const sasl = { mechanism: 'scram-sha-512', username: 'chief', password: 'chief-secret' } as const;
    for (const own of [{ ssl: true }, {}]) {
      const admin = clientOf(kafka, {
        sasl,
        ...own,
        retry: { retries: 0 },
        connectionTimeout: 2_000,
      }).admin();
      await expect(admin.connect()).rejects.toThrow();
    }
  }, 60_000);

  it('denies what no rule allows, and nothing to a super user', async () => {
    const topic = await createTopic(signedInAs('chief'));
    await expect(append(signedInAs('plain'), topic, 'a')).rejects.toThrow();
    await append(signedInAs('chief'), topic, 'a');
    expect(await endOffset(signedInAs('chief'), topic)).toBe('1');
  }, 60_000);
});
