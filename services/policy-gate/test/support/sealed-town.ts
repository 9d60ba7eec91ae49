import { randomUUID } from 'node:crypto';

import { readRecord, type HavreEvent } from '@havre/events';
import { openKafkaEventLog, type EventLog } from '@havre/messaging';
import { readKeySet, Sealer, type PublicJwk } from '@havre/sealing';
import {
  startKafka,
  startPostgres,
  type TestKafkaServer,
  type TestPostgresServer,
} from '@havre/test-harness';
import { Kafka, logLevel, type Message, type Producer } from 'kafkajs';

import type { Probe } from '../../src/open-sealed/probe.js';
import { OPS_KEY, startGate, type RunningGate } from './running-gate.js';

/** What makes deleted bytes leave the disk within seconds; see the page on clusters. */
export const PROMPT_BROKER = {
  'log.retention.check.interval.ms': '500',
  'log.initial.task.delay.ms': '500',
  'log.segment.delete.delay.ms': '0',
};

/** A broker with options of its own is a process here, whose files can be searched; a container’s could not. */
const ON_THIS_MACHINE = ['-Xms384m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** Where a record stands, as text. */
export type Place = string;

/** A broker and a database of one's own, and what the gates between them have said. */
export class SealedTown {
  readonly events: HavreEvent[] = [];
  readonly #gates: RunningGate[] = [];

  private constructor(
    readonly postgres: TestPostgresServer,
    readonly kafka: TestKafkaServer,
    readonly log: EventLog,
    readonly producer: Producer,
    /** A client of the broker, for tests that go around the port. */
    readonly client: Kafka,
  ) {}

  static async start(properties: Readonly<Record<string, string>> = {}): Promise<SealedTown> {
    const [postgres, kafka] = await Promise.all([
      startPostgres({ dedicated: true }),
      startKafka({
        dedicated: true,
        properties: { ...PROMPT_BROKER, ...properties },
        jvmOptions: ON_THIS_MACHINE,
      }),
    ]);
    const log = await openKafkaEventLog({ brokers: kafka.brokers });
    const client = new Kafka({ brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
    const producer = client.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return new SealedTown(postgres, kafka, log, producer, client);
  }

  /** Settings of every gate here. */
  get settings(): Readonly<Record<string, string>> {
    return {
      HAVRE_EVENT_LOG: 'kafka',
      HAVRE_KAFKA_BROKERS: this.kafka.brokers.join(','),
      HAVRE_INGRESS_DEPARTMENTS: 'accueil,sante',
      HAVRE_OPS_KEY: OPS_KEY,
    };
  }

  async startGate(settings: Readonly<Record<string, string>> = {}, probe?: Probe): Promise<RunningGate> {
    const gate = await startGate({
      databaseUrl: this.postgres.url,
      settings: { ...this.settings, ...settings },
      ...(probe === undefined ? {} : { probe }),
    });
    this.#gates.push(gate);
    return gate;
  }

  async stopGate(gate: RunningGate): Promise<void> {
    this.#gates.splice(this.#gates.indexOf(gate), 1);
    await gate.stop();
  }

  /** Begins to read what the gates append: intakes and verdicts. After the first gate has made the topics. */
  async listen(): Promise<void> {
    const topics = ['havre.intake', 'havre.receipt'];
    await this.log.subscribe({ group: `listener-${randomUUID()}`, topics }, async ({ records }) => {
      for (const { value } of records) {
        const read = readRecord(value);
        if (read.outcome === 'invalid') throw new TypeError(`unreadable record: ${read.code}`);
        this.events.push(read.event);
      }
    });
  }

  /** Appends records to a department's topic, all to one partition. */
  async produce(
    department: string,
    records: readonly (string | Buffer | Omit<Message, 'partition'> | null)[],
    partition = 0,
  ): Promise<readonly Place[]> {
    const messages = records.map((record) =>
      typeof record === 'string' || Buffer.isBuffer(record) || record === null
        ? { key: null, value: record, partition }
        : { ...record, partition },
    );
    const [sent] = await this.producer.send({ topic: `havre.ingress.${department}`, acks: -1, messages });
    const first = BigInt(sent?.baseOffset ?? -1);
    return messages.map((_, index) => placeOf(department, partition, String(first + BigInt(index))));
  }

  /** The verdict on each place, once for each id of an event, as a feed would show them. */
  verdicts(): ReadonlyMap<Place, readonly HavreEvent[]> {
    const found = new Map<Place, HavreEvent[]>();
    const ids = new Set<string>();
    for (const event of this.events) {
      if (!event.type.startsWith('havre.event.') || ids.has(event.id)) continue;
      ids.add(event.id);
      const { publisher, position } = event.data as {
        readonly publisher: string;
        readonly position: { readonly partition: number; readonly offset: string };
      };
      const place = placeOf(publisher.split('/').at(-1) ?? '', position.partition, position.offset);
      found.set(place, [...(found.get(place) ?? []), event]);
    }
    return found;
  }

  /** The verdicts on these places, in short, once all are there. */
  async verdictsOn(places: readonly Place[]): Promise<readonly string[]> {
    await waitUntil(() => places.every((place) => this.verdicts().has(place)));
    return places.map((place) =>
      (this.verdicts().get(place) ?? []).map((event) => saidIn(event)).join(' + '),
    );
  }

  async stop(): Promise<void> {
    for (const gate of [...this.#gates]) await this.stopGate(gate).catch(() => undefined);
    await this.producer.disconnect().catch(() => undefined);
    await this.log.close();
    await this.kafka.stop();
    await this.postgres.stop();
  }
}

/** The keys that a gate publishes. */
export async function keysOf({ url }: { readonly url: string }): Promise<readonly PublicJwk[]> {
  const response = await fetch(new URL('/v1/keys', url));
  return readKeySet(await response.json()) ?? [];
}

/** Seals events for one department, as a publisher does. */
export function sealerFor(department: string, key: PublicJwk): (event: unknown) => string {
  const sealer = new Sealer({ topic: `havre.ingress.${department}` });
  return (event) =>
    sealer.seal(Buffer.from(typeof event === 'string' ? event : JSON.stringify(event), 'utf8'), key);
}

export async function waitUntil(isSo: () => boolean | Promise<boolean>, withinMs = 300_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new TypeError('not in time');
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

function placeOf(department: string, partition: number, offset: string): Place {
  return `${department}/${String(partition)}/${offset}`;
}

function saidIn({ type, data }: HavreEvent): string {
  const { code } = data as { readonly code?: string };
  return [type.slice('havre.event.'.length, -'.v1'.length), ...(code === undefined ? [] : [code])].join(' ');
}
