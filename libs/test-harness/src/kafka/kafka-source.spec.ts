import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { kafkaAvailability, kafkaSource } from './kafka-source.js';

const VARIABLES = [
  'CI',
  'DOCKER_HOST',
  'HAVRE_TEST_KAFKA_BROKERS',
  'HAVRE_TEST_KAFKA_SOURCE',
  'HAVRE_TEST_RUN_FOLDER',
];

const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
let folder: string;
let engine: Server;
/** What the engine was asked, e.g. `GET /_ping`. */
let asked: string[];
/** Whether the engine has the image, or would have it after a pull. */
let image: 'there' | 'after a pull' | 'nowhere';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'havre-kafka-source-'));
  asked = [];
  image = 'there';
  engine = createServer((request, response) => {
    const question = `${request.method ?? ''} ${request.url ?? ''}`;
    asked.push(question.split('?')[0] ?? '');
    if (question.startsWith('POST /images/create') && image === 'after a pull') image = 'there';
    const isFound = !question.startsWith('GET /images') || image === 'there';
    response.writeHead(isFound ? 200 : 404).end('{}');
  }).listen(0, '127.0.0.1');
  await once(engine, 'listening');
  for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
  process.env['HAVRE_TEST_RUN_FOLDER'] = folder;
  process.env['HAVRE_TEST_KAFKA_SOURCE'] = 'docker';
  process.env['DOCKER_HOST'] = `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  engine.close();
  await rm(folder, { recursive: true });
});

describe('a real Kafka', () => {
  it('is the one that was given, before any other', async () => {
    process.env['HAVRE_TEST_KAFKA_BROKERS'] = 'one:9092,two:9092';
    expect(await kafkaSource()).toEqual({ kind: 'given', brokers: ['one:9092', 'two:9092'] });
    expect(asked).toEqual([]);
  });

  it('comes from Docker where the engine has the image, and the engine is asked once a run', async () => {
    expect(await kafkaSource()).toMatchObject({ kind: 'docker' });
    expect(await kafkaSource()).toMatchObject({ kind: 'docker' });
    expect(asked).toEqual(['GET /_ping', 'GET /images/apache/kafka:4.3.1/json']);
  });

  it('comes from Docker where the engine can pull the image', async () => {
    image = 'after a pull';
    expect(await kafkaSource()).toMatchObject({ kind: 'docker' });
    expect(asked).toContain('POST /images/create');
  });

  it.each([
    ['has no image and cannot pull it', () => (image = 'nowhere')],
    ['does not answer', () => (process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1')],
  ])('is not to be had from Docker when the engine %s', async (_why, prepare) => {
    prepare();
    expect(await kafkaSource()).toEqual({ kind: 'none' });
  });
});

describe('without a Kafka', () => {
  beforeEach(() => {
    image = 'nowhere';
  });

  it('says so loudly, once a run', async () => {
    const print = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await kafkaAvailability()).toEqual({ isAvailable: false, kind: 'none' });
    await kafkaAvailability();
    expect(print.mock.calls.map(([text]) => text)).toEqual([expect.stringContaining('NO KAFKA')]);
    print.mockRestore();
  });

  it('fails where nothing may be left out', async () => {
    process.env['CI'] = 'true';
    await expect(kafkaAvailability()).rejects.toMatchObject({ code: 'kafka-unavailable' });
  });
});
