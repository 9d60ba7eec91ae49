import { openKafkaEventLog, type EventLog, type RecordBatch } from '@havre/messaging';
import { canonicalize, loadBundle, readStrictJson, screen, type PolicyBundle } from '@havre/policy';
import { createEpochKey, Opener, Sealer, type EpochKey } from '@havre/sealing';
import { startKafka } from '@havre/test-harness';
import { Kafka, logLevel } from 'kafkajs';

import { intakes } from './gate-events.js';
import { median, printFigure } from './figure.js';
import { within } from './within.js';

const EVENTS = 12_000;
const PARTITIONS = 6;
const ROUNDS = 5;
/** Most that one round may take. */
const PASS_MS = 120_000;
const SEND = 200;
const OUTPUT = 'bench.cleared';
/** Events that the single steps are measured on; fewer where each costs an agreement. */
const MICRO = 4_000;
const FOREIGN = 400;

/** The bytes of an event, from what stood on the topic. */
type Read = (value: string, topic: string) => Uint8Array;

/**
 * `door.sealed`: what the gate does with sealed events on Kafka (consume, open, screen, append the canonical form), beside
 * the same with the same events in plaintext. Events per second of processor time of this program, so that a busy machine
 * does not decide; rounds alternate. Then `door.seal` and `door.open`: microseconds of processor time an event.
 */
export async function benchSealedDoor(): Promise<void> {
  const key = await epochKey();
  const events = intakes(EVENTS).map((event) => Buffer.from(JSON.stringify(event), 'utf8'));
  printMicro(key, events.slice(0, MICRO));
  const kafka = await startKafka({ dedicated: true });
  try {
    await compareDoors(kafka.brokers, key, events);
  } finally {
    await kafka.stop();
  }
}

async function compareDoors(
  brokers: readonly string[],
  key: EpochKey,
  events: readonly Buffer[],
): Promise<void> {
  const log = await openKafkaEventLog({ brokers, clientId: 'bench-door' });
  const bundle = loadBundle(['montreal']);
  const opener = new Opener({ keyOf: () => key });
  const [sealed, plain]: [number[], number[]] = [[], []];
  try {
    await log.ensureTopics([{ name: OUTPUT, partitions: PARTITIONS }]);
    for (let round = 0; round < ROUNDS; round += 1) {
      const [plainTopic, sealedTopic] = [`plain-${String(round)}`, `sealed-${String(round)}`];
      await seed(brokers, log, plainTopic, events);
      plain.push(await passThrough(log, plainTopic, bundle, (value) => Buffer.from(value, 'utf8')));
      const sealer = new Sealer({ topic: sealedTopic });
      const values = events.map((event) => sealer.seal(event, key.publicJwk));
      await seed(brokers, log, sealedTopic, values);
      sealed.push(
        await passThrough(log, sealedTopic, bundle, (value, topic) => plaintext(opener, value, topic)),
      );
    }
  } finally {
    await log.close();
  }
  const [value, baseline] = [median(sealed.slice(1)), median(plain.slice(1))];
  const unit = 'events/s per core';
  printFigure({ metric: 'door.sealed', value, unit, baseline, ratio: value / baseline });
}

/** As a department's producer leaves them: neither key nor headers. */
async function seed(
  brokers: readonly string[],
  log: EventLog,
  topic: string,
  values: readonly (string | Buffer)[],
): Promise<void> {
  await log.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
  const producer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  for (let sent = 0; sent < values.length; sent += SEND) {
    const messages = values.slice(sent, sent + SEND).map((value, index) => ({
      value,
      partition: (sent / SEND + index) % PARTITIONS,
    }));
    await producer.send({ topic, messages });
  }
  await producer.disconnect();
}

/** Takes all events of a topic through the gate's work; answers events per second of processor time. */
async function passThrough(log: EventLog, topic: string, bundle: PolicyBundle, read: Read): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  let seen = 0;
  let begun: NodeJS.CpuUsage | undefined;
  const handle = async ({ records }: RecordBatch) => {
    begun ??= process.cpuUsage();
    const cleared = records.flatMap(({ value, partition, offset }) => {
      const text = clearedForm(read(value, topic), bundle);
      return text === undefined
        ? []
        : [{ topic: OUTPUT, key: `${String(partition)}-${String(offset)}`, value: text }];
    });
    await log.append(cleared);
    seen += records.length;
    if (seen < EVENTS) return;
    const { user, system } = process.cpuUsage(begun);
    resolve((EVENTS * 1_000_000) / (user + system));
  };
  const options = { group: `group-${topic}`, topics: [topic], maxBatch: 500, spanPartitions: true };
  const subscription = await log.subscribe(options, handle);
  const rate = await within(PASS_MS, promise);
  await subscription.close();
  return rate;
}

function clearedForm(bytes: Uint8Array, bundle: PolicyBundle): string | undefined {
  const reading = readStrictJson(bytes);
  if (reading.outcome === 'refused') return undefined;
  const { value } = reading;
  return screen({ value }, bundle).effect === 'clear' ? canonicalize(value) : undefined;
}

function plaintext(opener: Opener, value: string, topic: string): Uint8Array {
  const opened = opener.open(value, topic);
  if (opened.outcome === 'refused') throw new Error(opened.code);
  return opened.plaintext;
}

/** `foreign`: from a sealer that draws an ephemeral key for each event, as JOSE libraries do by themselves. */
function printMicro(key: EpochKey, events: readonly Buffer[]): void {
  const topic = 'bench.micro';
  const sealer = new Sealer({ topic });
  const opener = new Opener({ keyOf: () => key });
  const own = events.map((event) => sealer.seal(event, key.publicJwk));
  const foreign = events.slice(0, FOREIGN).map((event) => new Sealer({ topic }).seal(event, key.publicJwk));
  const work: Readonly<Record<string, () => number>> = {
    'door.seal': () => events.map((event) => sealer.seal(event, key.publicJwk)).length,
    'door.open': () => own.map((value) => plaintext(opener, value, topic)).length,
    // A fresh opener has agreed with nobody yet.
    'door.open.foreign': () => {
      const fresh = new Opener({ keyOf: () => key });
      return foreign.map((value) => plaintext(fresh, value, topic)).length;
    },
  };
  const times: Record<string, number[]> = {};
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [metric, run] of Object.entries(work)) {
      const begun = process.cpuUsage();
      const count = run();
      const { user, system } = process.cpuUsage(begun);
      if (round > 0) (times[metric] ??= []).push((user + system) / count);
    }
  }
  const bytes = Math.round(events.reduce((sum, event) => sum + event.length, 0) / events.length);
  for (const [metric, values] of Object.entries(times)) {
    printFigure({ metric, value: median(values), unit: 'µs', bytes });
  }
}

async function epochKey(): Promise<EpochKey> {
  const now = Date.now();
  return createEpochKey({ kid: 'bench', notBefore: new Date(now), notAfter: new Date(now + 600_000) });
}
