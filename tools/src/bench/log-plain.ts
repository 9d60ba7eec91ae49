import { Consumer, Producer } from '@platformatic/kafka';
import { Kafka, logLevel } from 'kafkajs';

export const MESSAGES = 60_000;
export const PARTITIONS = 6;

/** Everything on one topic goes to another. */
export interface Passing {
  readonly bootstrap: string;
  /** Of the group and the client. */
  readonly name: string;
  readonly input: string;
  readonly output: string;
}

/** What stands for the work: parse, change, write. */
export function transform(value: string): string {
  return JSON.stringify({ ...(JSON.parse(value) as object), seen: true });
}

/** Plain kafkajs with `eachBatch` and `sendBatch`. Resolves to events a second. */
export async function passThroughKafkajs({ bootstrap, name, input, output }: Passing): Promise<number> {
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
  const progress = countMessages();
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

/** Messages that a plain program on a stream sends together. */
const STREAM_BATCH = 1_000;

/** Plain @platformatic/kafka: its stream of messages, sent on in batches, the offset committed after each. */
export async function passThroughPlatformatic({ bootstrap, name, input, output }: Passing): Promise<number> {
  const options = { clientId: name, bootstrapBrokers: [bootstrap] };
  const consumer = new Consumer({ ...options, groupId: name, autocommit: false, maxWaitTime: 200 });
  const producer = new Producer({ ...options, idempotent: true, acks: -1 });
  const stream = await consumer.consume({ topics: [input], mode: 'committed', fallbackMode: 'earliest' });
  const progress = countMessages();
  let waiting: { topic: string; key: Buffer; value: Buffer }[] = [];
  const ends = new Map<number, bigint>();
  const sendOn = async (): Promise<void> => {
    const messages = waiting;
    waiting = [];
    await producer.send({ messages });
    await consumer.commit({
      offsets: [...ends].map(([partition, offset]) => ({ topic: input, partition, offset, leaderEpoch: -1 })),
    });
    progress.add(messages.length);
  };
  let seen = 0;
  for await (const { key, value, partition, offset } of stream) {
    progress.begin();
    waiting.push({ topic: output, key, value: Buffer.from(transform(value.toString())) });
    ends.set(partition, offset + 1n);
    seen += 1;
    if (waiting.length >= STREAM_BATCH || seen === MESSAGES) await sendOn();
    if (seen === MESSAGES) break;
  }
  const rate = await progress.finished;
  await consumer.close(true);
  await producer.close(true);
  return rate;
}

/** Counts to MESSAGES and resolves to events per second, from the first batch on (joining a group is not the log's speed). */
export function countMessages(): { begin(): void; add(count: number): void; finished: Promise<number> } {
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
