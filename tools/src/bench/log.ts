import { openKafkaEventLog } from '@havre/messaging';
import { startKafka } from '@havre/test-harness';
import { Kafka, logLevel } from 'kafkajs';
import { compareRates, median, printFigure } from './figure.js';
import {
  countMessages,
  MESSAGES,
  PARTITIONS,
  passThroughKafkajs,
  passThroughPlatformatic,
  transform,
  type Passing,
} from './log-plain.js';
import { within } from './within.js';

const ROUNDS = 3;
/** A busy machine gets fewer rounds: none begins later. */
const LAST_ROUND_BEFORE_MS = 180_000;
/** Most that 60 000 events may take one way. */
const PASS_MS = 120_000;
const WAYS = ['kafkajs', 'platformatic'] as const;
/** 430 B, the size of the events that research measured plain kafkajs with. */
const VALUE = JSON.stringify({ specversion: '1.0', type: 'havre.bench.v1', data: 'x'.repeat(370) });

type Way = (typeof WAYS)[number];
type Rates = Record<Way, number[]>;

/**
 * `log.kafka`: the port consumes, transforms and produces on a real Kafka, beside plain kafkajs doing the same with
 * `eachBatch` and `sendBatch`. `log.platformatic`: the port on its second client, beside that client alone. `cpu` and
 * `baselineCpu` are milliseconds of this program's processor time for a thousand events, which a busy machine disturbs less.
 * Rounds alternate so that a busy moment of the machine hits all. Plain kafkajs has the port's quiet queue of requests too: the
 * class is the process's.
 */
export async function benchLog(): Promise<void> {
  const kafka = await startKafka({ dedicated: true });
  const [broker = ''] = kafka.brokers;
  const [port, plain, portCpu, plainCpu] = [ways(), ways(), ways(), ways()];
  try {
    const began = performance.now();
    for (let round = 0; round < ROUNDS && (round === 0 || isEarly(began)); round += 1) {
      for (const way of WAYS) {
        const plainly = way === 'kafkajs' ? passThroughKafkajs : passThroughPlatformatic;
        await measured(
          plain[way],
          plainCpu[way],
          await seeded(broker, `plain-${way}-${String(round)}`),
          plainly,
        );
        await measured(
          port[way],
          portCpu[way],
          await seeded(broker, `port-${way}-${String(round)}`),
          (passing) => passThroughPort(passing, way),
        );
      }
    }
  } finally {
    await kafka.stop();
  }
  for (const way of WAYS) {
    const metric = way === 'kafkajs' ? 'log.kafka' : 'log.platformatic';
    printFigure({
      ...compareRates(metric, 'events/s', median(port[way]), median(plain[way])),
      cpu: median(portCpu[way]),
      baselineCpu: median(plainCpu[way]),
      cpuRatio: median(plainCpu[way]) / median(portCpu[way]),
    });
  }
  const faster = compareRates('log.client', 'events/s', median(port.platformatic), median(port.kafkajs));
  printFigure({ ...faster, cpuRatio: median(portCpu.kafkajs) / median(portCpu.platformatic) });
}

function isEarly(began: number): boolean {
  return performance.now() - began < LAST_ROUND_BEFORE_MS;
}

function ways(): Rates {
  return { kafkajs: [], platformatic: [] };
}

async function measured(
  rates: number[],
  cpus: number[],
  passing: Passing,
  pass: (passing: Passing) => Promise<number>,
): Promise<void> {
  const before = process.cpuUsage();
  rates.push(await within(PASS_MS, pass(passing)));
  const { user, system } = process.cpuUsage(before);
  cpus.push((user + system) / MESSAGES);
}

async function seeded(bootstrap: string, name: string): Promise<Passing> {
  const passing = { bootstrap, name, input: `${name}-in`, output: `${name}-out` };
  await seed(passing);
  return passing;
}

async function seed({ bootstrap, input, output }: Passing): Promise<void> {
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

async function passThroughPort({ bootstrap, name, input, output }: Passing, client: Way): Promise<number> {
  const log = await openKafkaEventLog({ brokers: [bootstrap], clientId: name, client });
  await log.ensureTopics(
    [input, output].map((topic) => ({ name: topic, partitions: PARTITIONS, cleanup: 'delete' })),
  );
  const progress = countMessages();
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
