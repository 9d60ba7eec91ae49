import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { correctKafkajs } from './correct-kafkajs.js';
import { connectionOfKafkajs, type Connection } from './fresh-connections.js';

correctKafkajs();

interface Answered {
  readonly apiVersions: readonly { readonly apiKey: number }[];
}

/** A connection of the installed kafkajs, and what it is asked with. */
interface Asking extends Connection {
  send(protocol: object): Promise<Answered>;
  disconnect(): Promise<unknown>;
}

const load = createRequire(import.meta.url);
const silent = {
  namespace: () => silent,
  debug: () => undefined,
  error: () => undefined,
  warn: () => undefined,
};
const API_KEY = 18;

const request = (load('kafkajs/src/protocol/requests/apiVersions/v0/request') as () => object)();
const response = load('kafkajs/src/protocol/requests/apiVersions/v0/response') as object;

/** The answer to the request with this number: one interface, no error. */
function answerTo(correlationId: number): Buffer {
  const answer = Buffer.alloc(20);
  answer.writeInt32BE(16, 0);
  answer.writeInt32BE(correlationId, 4);
  answer.writeInt32BE(1, 10);
  answer.writeInt16BE(API_KEY, 14);
  return answer;
}

function correlationOf(sent: Buffer): number {
  return sent.readInt32BE(8);
}

describe('a connection of kafkajs after one that was lost', () => {
  let server: Server;
  let connection: Asking;
  let answers: ((sent: Buffer, socket: Socket) => void)[];

  beforeEach(async () => {
    answers = [];
    server = createServer((socket) => {
      const answer = answers.shift();
      socket.on('error', () => undefined).on('data', (sent) => answer?.(sent, socket));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const Class = connectionOfKafkajs() as unknown as new (options: object) => Asking;
    const { port } = server.address() as AddressInfo;
    connection = new Class({
      host: '127.0.0.1',
      port,
      logger: silent,
      connectionTimeout: 10_000,
      requestTimeout: 20_000,
      socketFactory: ({ onConnect }: { readonly onConnect: () => void }) =>
        connect({ host: '127.0.0.1', port }, onConnect),
    });
  });

  afterEach(async () => {
    // Its queue looks for requests that time out until then.
    await connection.disconnect();
    server.close();
    await once(server, 'close');
  });

  async function ask(): Promise<Answered> {
    await connection.connect();
    return connection.send({ request, response });
  }

  it('reads its first answer from the beginning, whatever was left of the last', async () => {
    answers = [
      (sent, socket) =>
        socket.write(answerTo(correlationOf(sent)).subarray(0, 11), () => socket.resetAndDestroy()),
      (sent, socket) => socket.write(answerTo(correlationOf(sent))),
    ];
    await expect(ask()).rejects.toMatchObject({ name: 'KafkaJSConnectionError' });

    expect((await ask()).apiVersions).toMatchObject([{ apiKey: API_KEY }]);
  });

  it('does not hear the old socket any more', async () => {
    let old: Socket | undefined;
    answers = [
      (sent, socket) => {
        old = socket;
        socket.write(answerTo(correlationOf(sent)));
      },
      (sent, socket) => {
        old?.write(Buffer.from([0, 0, 0]), () => socket.write(answerTo(correlationOf(sent))));
      },
    ];
    await ask();
    await connection.disconnect();

    expect((await ask()).apiVersions).toMatchObject([{ apiKey: API_KEY }]);
  });

  it('is lost, and nothing else, when an answer cannot be read', async () => {
    // Shorter than the number that an answer begins with.
    const torn = Buffer.from([0, 0, 0, 2, 1, 1]);
    answers = [
      (_, socket) => socket.write(torn),
      (sent, socket) => socket.write(answerTo(correlationOf(sent))),
    ];
    await expect(ask()).rejects.toMatchObject({ name: 'KafkaJSConnectionError' });

    expect((await ask()).apiVersions).toMatchObject([{ apiKey: API_KEY }]);
  });
});
