import { openKafkaEventLog } from '@havre/messaging';
import { startKafka } from '@havre/test-harness';
import { Kafka, logLevel } from 'kafkajs';
import { compareRates, median, printFigure } from './figure.js';

const MESSAGES = 60_000;
const PARTITIONS = 6;
const ROUNDS = 3;
/** 430 B, the size of the events that research measured plain kafkajs with. */
const VALUE = JSON.stringify({ specversion: '1.0', type: 'havre.bench.v1', data: 'x'.repeat(370) });

/**
 * `log.kafka`: the port consumes, transforms and produces on a real Kafka, beside plain kafkajs doing the same with
 * `eachBatch` and `sendBatch`. Rounds alternate so that a busy moment of the machine hits both.
 */
export async function benchLog(): Promise<void> {
  const kafka = await startKafka({ dedicated: true });
  const [broker = ''] = kafka.brokers;
  try {
    const port: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      plain.push(await plainRound(broker, `plain-${String(round)}`));
      port.push(await portRound(broker, `port-${String(round)}`));
    }
    printFigure(compareRates('log.kafka', 'events/s', median(port), median(plain)));
  } finally {
    await kafka.stop();
  }
}

async function seed(bootstrap: string, input: string, output: string): Promise<void> {
  const client = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: [input, output].map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: 1 })),
  });
  await admin.disconnect();
  const producer = client.producer();
  await producer.connect();
  for (let sent = 0; sent < MESSAGES; sent += 1000) {
    const messages = Array.from({ length: 1000 }, (_, index) => ({
      key: `key-${String(sent + index)}`,
      value: VALUE,
    }));
    await producer.send({ topic: input, messages });
  }
  await producer.disconnect();
}

function transform(value: string): string {
  return JSON.stringify({ ...(JSON.parse(value) as object), seen: true });
}

async function plainRound(bootstrap: string, name: string): Promise<number> {
  const [input, output] = [`${name}-in`, `${name}-out`];
  await seed(bootstrap, input, output);
  const client = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING });
  const consumer = client.consumer({
    groupId: name,
    maxWaitTimeInMs: 200,
    // A batch goes out as one message set, larger than it came in: it must stay under the broker's 1 MiB.
    maxBytesPerPartition: 512 * 1024,
  });
  const producer = client.producer({ idempotent: true, maxInFlightRequests: 1 });
  await Promise.all([consumer.connect(), producer.connect()]);
  await consumer.subscribe({ topic: input, fromBeginning: true });
  const progress = counter();
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: PARTITIONS,
    eachBatch: async (payload) => {
      const { batch } = payload;
      progress.begin();
      const messages = batch.messages.map((message) => ({
        key: message.key,
        value: transform(message.value?.toString() ?? '{}'),
      }));
      await producer.sendBatch({ topicMessages: [{ topic: output, messages }] });
      payload.resolveOffset(batch.lastOffset());
      await payload.commitOffsetsIfNecessary({
        topics: [
          {
            topic: input,
            partitions: [{ partition: batch.partition, offset: String(BigInt(batch.lastOffset()) + 1n) }],
          },
        ],
      });
      await payload.heartbeat();
      progress.add(messages.length);
    },
  });
  const rate = await progress.finished;
  await consumer.disconnect();
  await producer.disconnect();
  return rate;
}

async function portRound(bootstrap: string, name: string): Promise<number> {
  const [input, output] = [`${name}-in`, `${name}-out`];
  await seed(bootstrap, input, output);
  const log = await openKafkaEventLog({ brokers: [bootstrap], clientId: name });
  await log.ensureTopics(
    [input, output].map((topic) => ({ name: topic, partitions: PARTITIONS, cleanup: 'delete' })),
  );
  const progress = counter();
  await log.subscribe({ group: name, topics: [input], maxBatch: 10_000 }, async (batch) => {
    progress.begin();
    await log.append(
      batch.records.map((record) => ({ topic: output, key: record.key, value: transform(record.value) })),
    );
    progress.add(batch.records.length);
  });
  const rate = await progress.finished;
  await log.close();
  return rate;
}

/** Counts to MESSAGES and resolves to events per second, from the first batch on (joining a group is not the log's speed). */
function counter(): { begin(): void; add(count: number): void; finished: Promise<number> } {
  const { promise, resolve } = Promise.withResolvers<number>();
  let startedAt: number | undefined;
  let seen = 0;
  return {
    begin: () => {
      startedAt ??= performance.now();
    },
    add: (count) => {
      seen += count;
      if (seen >= MESSAGES) resolve((MESSAGES * 1000) / (performance.now() - (startedAt ?? 0)));
    },
    finished: promise,
  };
}
