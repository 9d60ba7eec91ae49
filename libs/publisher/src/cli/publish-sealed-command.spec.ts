import { eventDefinition } from '@havre/events';
import { beforeEach, describe, expect, it } from '@jest/globals';

import type { OutgoingEvent } from '../client/door-client.js';
import type { SealedDoorOptions } from '../kafka/open-sealed-door.js';
import { SealedDoorFault } from '../kafka/sealed-door-fault.js';
import type { SealedResult } from '../kafka/sent-event.js';
import { FakeIo } from '../testing/fake-io.js';
import { main } from './main.js';

const EVENT = eventDefinition('havre.intake.received.v1').example as OutgoingEvent & {
  readonly data: object;
};
const key = { HAVRE_API_KEY: 'havre_demo_secret' };
const ACCEPTED: SealedResult = { outcome: 'accepted', receipt: 'r-1', subject: 's-1' };

let opened: SealedDoorOptions[];
let published: OutgoingEvent[];
let closed: number;

beforeEach(() => {
  [opened, published, closed] = [[], [], 0];
});

function ioWith(
  results: readonly SealedResult[],
  files: Readonly<Record<string, string>> = { 'event.json': JSON.stringify(EVENT) },
  env: Readonly<Record<string, string>> = key,
): FakeIo {
  return Object.assign(new FakeIo(files, env), {
    openSealedDoor: async (options: SealedDoorOptions) => {
      opened.push(options);
      return {
        publish: async (events: readonly OutgoingEvent[]) => {
          published.push(...events);
          return results;
        },
        close: async () => {
          closed += 1;
        },
      };
    },
  });
}

const publish = async (io: FakeIo, ...options: string[]) => main(['publish', 'event.json', ...options], io);

describe('havre publish --kafka', () => {
  it('sends sealed to the topic of the source, and prints the receipt', async () => {
    const io = ioWith([ACCEPTED]);
    expect(await publish(io, '--kafka', 'a:9092, b:9092')).toBe(0);
    expect(io.output).toBe('reçu : r-1\n');
    expect(opened).toEqual([
      {
        source: '/departments/accueil',
        gate: 'http://127.0.0.1:4100',
        feed: 'http://127.0.0.1:4200',
        key: 'havre_demo_secret',
        kafka: { brokers: ['a:9092', 'b:9092'] },
      },
    ]);
    expect(published).toMatchObject([{ id: EVENT.id, type: EVENT.type }]);
    expect(closed).toBe(1);
  });

  it('takes names, passwords and authorities from where it is told', async () => {
    const io = ioWith([ACCEPTED], {
      'event.json': JSON.stringify(EVENT),
      password: 'pass word\n',
      'ca.pem': 'PEM',
    });
    const gate = ['--gate', 'http://gate', '--feed', 'http://feed', '--topic', 'havre.ingress.essai'];
    const login = ['--username', 'department-accueil', '--password-file', 'password', '--ca-file', 'ca.pem'];
    expect(await publish(io, '--kafka', 'a:9092', '--department', 'accueil', ...gate, ...login)).toBe(0);
    expect(opened[0]).toMatchObject({
      source: '/departments/accueil',
      topic: 'havre.ingress.essai',
      gate: 'http://gate',
      feed: 'http://feed',
      kafka: { login: { username: 'department-accueil', password: 'pass word' }, tls: { ca: 'PEM' } },
    });
  });

  it('prints JSON, one result a line, and answers 3 unless all were accepted', async () => {
    const results: SealedResult[] = [
      ACCEPTED,
      { outcome: 'refused', code: 'not-routable' },
      { outcome: 'unavailable', code: 'no-verdict' },
    ];
    const io = ioWith(results, { 'event.json': JSON.stringify([EVENT, EVENT, EVENT]) });
    expect(await publish(io, '--kafka', 'a:9092', '--json')).toBe(3);
    expect(io.lines).toEqual(results);
  });

  it.each<[SealedResult, string, string]>([
    [
      { outcome: 'refused', code: 'not-routable' },
      'refusé par la barrière : not-routable\n',
      'refused by the gate: not-routable\n',
    ],
    [{ outcome: 'unavailable', code: 'no-verdict' }, 'aucun verdict à temps', 'no verdict in time'],
    [{ outcome: 'unavailable', code: 'unopened' }, 'n’a pas pu l’ouvrir', 'could not open it'],
  ])('says it in both languages: %j', async (result, french, english) => {
    const [fr, en] = [ioWith([result]), ioWith([result])];
    await publish(fr, '--kafka', 'a:9092');
    await publish(en, '--kafka', 'a:9092', '--lang', 'en');
    expect(fr.output).toContain(french);
    expect(en.output).toContain(english);
  });

  it('sends nothing of a file that the gate would refuse', async () => {
    const bad = { ...EVENT, data: { ...EVENT.data, note: 'elle est sans papiers' } };
    const io = ioWith([], { 'event.json': JSON.stringify([EVENT, bad]) });
    expect(await publish(io, '--kafka', 'a:9092')).toBe(1);
    expect(opened).toEqual([]);
  });

  it('says why the door did not open, and answers 3', async () => {
    const io = Object.assign(new FakeIo({ 'event.json': JSON.stringify(EVENT) }, key), {
      openSealedDoor: async () => Promise.reject(new SealedDoorFault('feed-refused')),
    });
    expect(await publish(io, '--kafka', 'a:9092')).toBe(3);
    expect(io.errors).toContain('le fil refuse la clé');
  });

  it.each([
    [['--kafka', 'a:9092', '--department', 'sante'], 'source'],
    [['--kafka', 'a:9092', '--username', 'x'], '--password-file'],
    [['--kafka', 'a:9092', '--password-file', 'nowhere', '--username', 'x'], 'fichier illisible : nowhere'],
    [['--kafka', 'a:9092', '--ca-file', 'nowhere'], 'fichier illisible : nowhere'],
    [['--department', 'accueil'], '--kafka'],
    [['--tls'], '--kafka'],
  ])('answers 2 to wrong use: %j', async (options, message) => {
    const io = ioWith([ACCEPTED]);
    expect(await publish(io, ...options)).toBe(2);
    expect(io.errors).toContain(message);
    expect(opened).toEqual([]);
  });

  it('needs a key, and reads the feed’s address from the environment', async () => {
    expect(await publish(ioWith([ACCEPTED], undefined, {}), '--kafka', 'a:9092')).toBe(2);
    await publish(
      ioWith([ACCEPTED], undefined, { ...key, HAVRE_FEED_URL: 'http://elsewhere' }),
      '--kafka',
      'a:9092',
    );
    expect(opened[0]?.feed).toBe('http://elsewhere');
  });
});
