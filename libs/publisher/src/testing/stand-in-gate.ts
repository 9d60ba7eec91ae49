import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createEpochKey, Opener, type EpochKey } from '@havre/sealing';
import { Kafka, logLevel, type Consumer, type EachMessagePayload } from 'kafkajs';

import type { Position } from '../kafka/verdict.js';

export interface StandInOptions {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly publisher: string;
}

interface Inside {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly drop?: boolean };
}

/** What came on the topic, as it was. */
export interface SeenRecord {
  readonly key: Buffer | null;
  readonly headers: number;
  readonly value: string;
  readonly position: Position;
}

/**
 * The gate and the feed as a department sees them: gives keys, reads the topic, opens, and says each verdict on a feed of
 * its own. An event whose data says `drop` is refused; the same id gets the same receipt.
 */
export class StandInGate {
  readonly seen: SeenRecord[] = [];
  /** Ids in the order of their admission, once each. */
  readonly admitted: string[] = [];
  /** Reads on and says nothing: what a gate does that was killed before it answered. */
  isSilent = false;
  #epochs: readonly EpochKey[] = [];
  readonly #opener = new Opener({ keyOf: (kid) => this.#epochs.find((epoch) => epoch.kid === kid) });
  readonly #streams = new Set<ServerResponse>();
  readonly #entries: string[] = [];

  private constructor(
    readonly options: StandInOptions,
    readonly server: Server,
    readonly consumer: Consumer,
  ) {}

  static async start(options: StandInOptions): Promise<StandInGate> {
    const client = new Kafka({ brokers: [...options.brokers], logLevel: logLevel.NOTHING });
    const consumer = client.consumer({ groupId: `${options.topic}-gate`, maxWaitTimeInMs: 100 });
    const server = createServer();
    const gate = new StandInGate(options, server, consumer);
    server.on('request', (request, response: ServerResponse) => {
      gate.#answer(request.url ?? '', request.headers.accept ?? '', response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await gate.changeEpoch('epoch-0');
    await consumer.connect();
    await consumer.subscribe({ topic: options.topic, fromBeginning: true });
    await consumer.run({
      eachMessage: async (payload) => {
        gate.#read(payload);
        await Promise.resolve();
      },
    });
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** A new key at once; whatever was sealed to another can no longer be opened. */
  async changeEpoch(kid: string): Promise<void> {
    const now = Date.now();
    const epoch = { kid, notBefore: new Date(now - 60_000), notAfter: new Date(now + 600_000) };
    this.#epochs = [await createEpochKey(epoch)];
  }

  /** Breaks the connections of the feed, as any network does. */
  breakStreams(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
    this.breakStreams();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #answer(url: string, accept: string, response: ServerResponse): void {
    const json = { 'content-type': 'application/json' };
    if (url.startsWith('/v1/keys')) {
      const keys = this.#epochs.map(({ publicJwk }) => publicJwk);
      response.writeHead(200, json).end(JSON.stringify({ keys }));
    } else if (accept.includes('text/event-stream')) {
      this.#stream(response);
    } else {
      response.writeHead(200, json).end(JSON.stringify({ items: [], next: String(this.#entries.length) }));
    }
  }

  #stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const from = Number(response.req.headers['last-event-id'] ?? 0);
    for (const [index, entry] of this.#entries.entries()) {
      if (index >= from) response.write(`id: ${String(index + 1)}\ndata: ${entry}\n\n`);
    }
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  #read({ topic, partition, message }: EachMessagePayload): void {
    const position = { partition, offset: message.offset };
    const value = message.value?.toString('ascii') ?? '';
    this.seen.push({ key: message.key, headers: Object.keys(message.headers ?? {}).length, value, position });
    if (this.isSilent) return;
    const opened = this.#opener.open(value, topic);
    if (opened.outcome === 'refused') this.#say('havre.event.unopened.v1', position);
    else this.#decide(JSON.parse(Buffer.from(opened.plaintext).toString('utf8')) as Inside, position);
  }

  #decide({ id, data }: Inside, position: Position): void {
    if (data.drop === true) {
      this.#say('havre.event.not-routable.v1', position);
      return;
    }
    if (!this.admitted.includes(id)) this.admitted.push(id);
    this.#say('havre.event.accepted.v1', position, {
      receipt: `receipt-of-${id}`,
      subject: `subject-of-${id}`,
    });
  }

  #say(type: string, position: Position, more: object = {}): void {
    const data = { publisher: this.options.publisher, position, ...more };
    const event = { id: 'x', source: '/services/policy-gate', type, subject: 'x', time: 't', data };
    this.#entries.push(JSON.stringify(event));
    const entry = `id: ${String(this.#entries.length)}\ndata: ${JSON.stringify(event)}\n\n`;
    for (const stream of this.#streams) stream.write(entry);
  }
}
