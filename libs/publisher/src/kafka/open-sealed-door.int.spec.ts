import { randomUUID } from 'node:crypto';

import { startKafka, type TestKafka } from '@havre/test-harness';
import { describeWithKafka } from '@havre/test-harness/jest';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';

import type { OutgoingEvent } from '../client/door-client.js';
import { StandInGate } from '../testing/stand-in-gate.js';
import { openSealedDoor, type SealedDoor, type SealedDoorOptions } from './open-sealed-door.js';

const WORD = 'a-word-that-no-broker-may-see';
const SOURCE = '/departments/accueil';
const PARTITIONS = 3;

const event = (id: string, data: object = {}): OutgoingEvent => ({
  id,
  source: SOURCE,
  type: 'havre.intake.received.v1',
  data: { note: WORD, ...data },
});
const many = (count: number, data: object = {}) =>
  Array.from({ length: count }, (_, index) => event(`e-${String(index)}`, data));

describeWithKafka('the sealed door, from a department', () => {
  let kafka: TestKafka;
  let topic: string;
  let gate: StandInGate;
  let doors: SealedDoor[];

  beforeAll(async () => {
    kafka = await startKafka();
  });

  afterAll(async () => {
    await kafka.stop();
  });

  beforeEach(async () => {
    doors = [];
    topic = `havre.ingress.accueil-${randomUUID()}`;
    const admin = new Kafka({ brokers: [...kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS, replicationFactor: 1 }] });
    await admin.disconnect();
    gate = await StandInGate.start({ brokers: kafka.brokers, topic, publisher: SOURCE });
  });

  afterEach(async () => {
    for (const door of doors) await door.close();
    await gate.stop();
  });

  async function open(options: Partial<SealedDoorOptions> = {}): Promise<SealedDoor> {
    const { url } = gate;
    const door = await openSealedDoor({
      kafka: { brokers: kafka.brokers },
      source: SOURCE,
      topic,
      gate: url,
      feed: url,
      key: 'havre_x_y',
      ...options,
    });
    doors.push(door);
    return door;
  }

  it('gives each event its own receipt, from all partitions', async () => {
    const door = await open();
    const results = [...(await door.publish(many(5))), ...(await door.publish([event('f')]))];
    results.push(...(await door.publish([event('g')])));
    const ids = ['e-0', 'e-1', 'e-2', 'e-3', 'e-4', 'f', 'g'];
    expect(results).toEqual(
      ids.map((id) => ({ outcome: 'accepted', receipt: `receipt-of-${id}`, subject: `subject-of-${id}` })),
    );
    expect(new Set(gate.seen.map(({ position }) => position.partition)).size).toBe(PARTITIONS);
  });

  it('leaves on the broker no key, no header, and nothing that can be read', async () => {
    await (await open()).publish(many(20));
    expect(gate.seen).toHaveLength(20);
    expect(gate.seen.every(({ key, headers }) => key === null && headers === 0)).toBe(true);
    const all = gate.seen.map(({ value }) => value).join('\n');
    expect(all).toMatch(/^(?:[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}\n?)+$/u);
    const decoded = all.split(/[.\n]/u).map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(`${all}${decoded.join()}`).not.toMatch(/a-word-that|intake|departments/u);
  });

  it('tells apart what was refused, in requests larger than a broker takes', async () => {
    const events = many(60, { pad: 'x'.repeat(40_000) }).map((one, index) =>
      index % 7 === 0 ? event(one.id, { drop: true }) : one,
    );
    const results = await (await open()).publish(events);
    expect(results.map(({ outcome }) => outcome)).toEqual(
      events.map((_, index) => (index % 7 === 0 ? 'refused' : 'accepted')),
    );
    expect(results[0]).toEqual({ outcome: 'refused', code: 'not-routable' });
  });

  it('seals again what the gate could not open any more', async () => {
    const door = await open();
    await door.publish([event('before')]);
    await gate.changeEpoch('epoch-1');
    const results = await door.publish(many(10));
    expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(gate.seen).toHaveLength(21);
    expect(gate.admitted).toHaveLength(11);
  });

  it('sends again what the gate stayed silent about, and it counts once', async () => {
    const door = await open({ silenceMs: 1_000 });
    gate.isSilent = true;
    const results = door.publish(many(3));
    while (gate.seen.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    gate.isSilent = false;
    gate.breakStreams();
    expect((await results).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(gate.seen.length).toBeGreaterThanOrEqual(6);
    expect(gate.admitted).toHaveLength(3);
  });

  it('gives up when nothing is ever said, and when there is no such topic', async () => {
    gate.isSilent = true;
    const silent = await open({ silenceMs: 200, attempts: 2 });
    expect(await silent.publish([event('e')])).toEqual([{ outcome: 'unavailable', code: 'no-verdict' }]);
    const nowhere = await open({ topic: `${topic}-nowhere`, patienceMs: 0 });
    expect(await nowhere.publish([event('e')])).toMatchObject([{ outcome: 'unavailable' }]);
  });

  it('does not open on a broker that is not there', async () => {
    await expect(open({ kafka: { brokers: ['127.0.0.1:1'] } })).rejects.toMatchObject({
      code: 'broker-unavailable',
      message: 'broker-unavailable',
    });
  });
});
