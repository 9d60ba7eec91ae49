import { randomUUID } from 'node:crypto';
import { TOPICS } from '@havre/events';
import { type Admin, type Consumer, Kafka, logLevel } from 'kafkajs';
import type { LogRecord } from './evidence.js';

const LIMIT_MS = 90_000;

/** One record as it stands in the log. */
export interface RawRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** A client of the checker's own: it shares nothing with the services that it judges. */
export function checkerClient(broker: string): Kafka {
  return new Kafka({
    brokers: [broker],
    clientId: 'havre-faults',
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 },
  });
}

/** Every record of every topic, in the order of each partition. Throws when the log cannot be read to its end. */
export async function readLog(broker: string): Promise<readonly RawRecord[]> {
  const kafka = checkerClient(broker);
  const groupId = `havre-faults-${randomUUID()}`;
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200 });
  try {
    await Promise.all([admin.connect(), consumer.connect()]);
    const ends = await endsOf(admin);
    return ends.size === 0 ? [] : await readTo(ends, consumer);
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect().catch(() => undefined);
  }
}

/** Where each partition that holds anything ends now. */
async function endsOf(admin: Admin): Promise<Map<string, number>> {
  const there = new Set(await admin.listTopics());
  const ends = new Map<string, number>();
  for (const { name } of TOPICS.filter((topic) => there.has(topic.name))) {
    for (const { partition, high, low } of await admin.fetchTopicOffsets(name)) {
      if (Number(high) > Number(low)) ends.set(`${name}/${String(partition)}`, Number(high));
    }
  }
  return ends;
}

async function readTo(ends: Map<string, number>, consumer: Consumer): Promise<readonly RawRecord[]> {
  const records: RawRecord[] = [];
  const topics = [...new Set([...ends.keys()].map((at) => at.split('/')[0] ?? ''))];
  await consumer.subscribe({ topics, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the log could not be read to its end')), LIMIT_MS);
    const eachMessage: NonNullable<Parameters<Consumer['run']>[0]>['eachMessage'] = async (payload) => {
      const { topic, partition, message } = payload;
      const { key, value, headers = {} } = message;
      const at = `${topic}/${String(partition)}`;
      records.push({ topic, partition, offset: Number(message.offset), key, value, headers });
      if (Number(message.offset) + 1 >= (ends.get(at) ?? 0)) ends.delete(at);
      if (ends.size > 0) return;
      clearTimeout(timer);
      resolve();
    };
    consumer.run({ autoCommit: false, eachMessage }).catch(reject);
  });
  return records;
}

/** What the judge looks at in a record. */
export function toLogRecord({ topic, partition, offset, key, value }: RawRecord): LogRecord {
  const event = JSON.parse(String(value)) as {
    id: string;
    type: string;
    causationid?: string;
    data: Record<string, unknown>;
  };
  const { data } = event;
  const text = (name: string): string | undefined =>
    typeof data[name] === 'string' ? data[name] : undefined;
  const number = (name: string): number | undefined =>
    typeof data[name] === 'number' ? data[name] : undefined;
  const [mark] = Array.isArray(data['exclusions']) ? (data['exclusions'] as string[]) : [];
  return withoutUndefined({
    topic,
    partition,
    offset,
    key: String(key),
    id: event.id,
    type: event.type,
    cause: event.causationid,
    mark,
    intakeId: text('intakeId'),
    needIndex: number('needIndex'),
    holdId: text('holdId'),
    quantity: number('quantity'),
    reason: text('reason'),
  });
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
