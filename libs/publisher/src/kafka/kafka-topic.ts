import { correctKafkajs } from '@havre/kafkajs';
import {
  Kafka,
  logLevel,
  type ICustomPartitioner,
  type KafkaConfig,
  type Message,
  type Producer,
} from 'kafkajs';

import { SealedDoorFault, type SealedDoorFaultCode } from './sealed-door-fault.js';
import type { SealedTopic } from './sealed-topic.js';
import type { Position } from './verdict.js';

export interface KafkaConnection {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  readonly clientId?: string;
  /** SASL/SCRAM-SHA-512. */
  readonly login?: { readonly username: string; readonly password: string };
  /** TLS; with `ca` (PEM) when the brokers' certificates come from an authority of one's own. */
  readonly tls?: { readonly ca?: string };
}

correctKafkajs();

/** A broker takes 1 MiB for one partition in one request; sealed events are ASCII. */
const MAX_REQUEST_CHARACTERS = 900_000;
const RECORD_OVERHEAD = 40;

const REFUSALS: ReadonlySet<unknown> = new Set([
  'KafkaJSSASLAuthenticationError',
  'KafkaJSUnsupportedSaslMechanism',
  'SASL_AUTHENTICATION_FAILED',
  'TOPIC_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'INVALID_TOPIC_EXCEPTION',
]);

/** kafkajs hands the very message to the partitioner, so the turn of its request can stand on it. */
interface TurnedMessage extends Message {
  readonly turn: number;
}

/** All messages of a request go to one partition, so that its answer tells where each of them stands. */
const byTurn: ICustomPartitioner =
  () =>
  ({ message, partitionMetadata }) => {
    const ids = partitionMetadata.map(({ partitionId }) => partitionId);
    return ids[(message as TurnedMessage).turn % ids.length] ?? 0;
  };

/** @throws SealedDoorFault `broker-unavailable`, `broker-refused` */
export async function openKafkaTopic(name: string, connection: KafkaConnection): Promise<SealedTopic> {
  const producer = new Kafka(configurationOf(connection)).producer({
    createPartitioner: byTurn,
    allowAutoTopicCreation: false,
  });
  try {
    await producer.connect();
  } catch (error) {
    await producer.disconnect().catch(() => undefined);
    throw faultOf(error);
  }
  return new KafkaTopic(name, producer);
}

class KafkaTopic implements SealedTopic {
  #turn = 0;

  constructor(
    readonly name: string,
    private readonly producer: Producer,
  ) {}

  async append(values: readonly string[]): Promise<readonly Position[]> {
    const sent = [...requests(values)].map(async (request) => this.#send(request));
    return (await Promise.all(sent)).flat();
  }

  async close(): Promise<void> {
    await this.producer.disconnect().catch(() => undefined);
  }

  async #send(values: readonly string[]): Promise<readonly Position[]> {
    this.#turn += 1;
    const turn = this.#turn;
    const messages: TurnedMessage[] = values.map((value) => ({ key: null, value, turn }));
    try {
      const [metadata] = await this.producer.send({ topic: this.name, acks: -1, messages });
      const first = BigInt(metadata?.baseOffset ?? metadata?.offset ?? -1);
      if (metadata === undefined || first < 0n) throw new SealedDoorFault('broker-unavailable');
      const { partition } = metadata;
      return values.map((_, index) => ({ partition, offset: String(first + BigInt(index)) }));
    } catch (error) {
      throw faultOf(error);
    }
  }
}

function configurationOf({
  brokers,
  clientId = 'havre-publisher',
  login,
  tls,
}: KafkaConnection): KafkaConfig {
  return {
    brokers: [...brokers],
    clientId,
    // What kafkajs writes may quote what it was given.
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 6 },
    ...(tls === undefined ? {} : { ssl: tls.ca === undefined ? true : { ca: [tls.ca] } }),
    ...(login === undefined ? {} : { sasl: { mechanism: 'scram-sha-512', ...login } }),
  };
}

/** Consecutive parts that a broker takes. */
function* requests(values: readonly string[]): Generator<readonly string[]> {
  let part: string[] = [];
  let size = 0;
  for (const value of values) {
    if (part.length > 0 && size + value.length > MAX_REQUEST_CHARACTERS) {
      yield part;
      [part, size] = [[], 0];
    }
    part.push(value);
    size += value.length + RECORD_OVERHEAD;
  }
  if (part.length > 0) yield part;
}

function faultOf(error: unknown): SealedDoorFault {
  return error instanceof SealedDoorFault ? error : new SealedDoorFault(codeOf(error));
}

/** By name and type along the causes: texts of kafkajs are never read. */
function codeOf(error: unknown): SealedDoorFaultCode {
  let fault: unknown = error;
  for (let depth = 0; depth < 5 && typeof fault === 'object' && fault !== null; depth += 1) {
    const { name, type, cause, originalError } = fault as Readonly<Record<string, unknown>>;
    if (REFUSALS.has(name) || REFUSALS.has(type)) return 'broker-refused';
    fault = cause ?? originalError;
  }
  return 'broker-unavailable';
}
