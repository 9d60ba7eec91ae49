import { Producer } from '@platformatic/kafka';
import type { EncodedRecord, RecordSender } from '../kafka/broker-client.js';
import type { KafkaSettings } from '../kafka/kafka-settings.js';
import { clientOptions } from './client-options.js';
import { keySlot } from './key-slot.js';
import { clientFault } from './platformatic-fault.js';

/** A broker that is away is soon said to be: callers have callers who wait. */
const RETRIES = 20;
const ACKS_OF_ALL = -1;

type Message = Parameters<Producer['send']>[0]['messages'][number];

/** Sends with the idempotent producer of @platformatic/kafka. */
export class PlatformaticSender implements RecordSender {
  #producer: Producer | undefined;

  constructor(private readonly settings: KafkaSettings) {}

  async send(records: readonly EncodedRecord[]): Promise<void> {
    this.#producer ??= new Producer({
      ...clientOptions(this.settings, RETRIES),
      idempotent: true,
      acks: ACKS_OF_ALL,
      partitioner: (_message, key) => (key === undefined ? 0 : keySlot(key)),
    });
    try {
      await this.#producer.send({ messages: records.map(message) });
    } catch (error) {
      throw clientFault(error);
    }
  }

  async letGo(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.close(true).catch(() => undefined);
  }
}

function message({ topic, message: { key, value, headers, partition } }: EncodedRecord): Message {
  return {
    topic,
    value,
    ...(key === null ? {} : { key }),
    ...(partition === undefined ? {} : { partition }),
    ...(headers === undefined ? {} : { headers: bytes(headers) }),
  };
}

function bytes(headers: Readonly<Record<string, string>>): Map<Buffer, Buffer> {
  return new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)]));
}
