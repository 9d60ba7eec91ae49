import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  dumpSettingsOf,
  MarkSearch,
  type Mark,
  startPostgres,
  type TestKafkaServer,
  type TestPostgresServer,
} from '@havre/test-harness';
import { startHavre, type Havre } from '../support/havre.js';
import { sendCleared } from './control.js';
import { DROPS_BY_DOOR, MARKED_QUESTIONS } from './drops-by-door.js';
import { DROPS_BY_TEXT } from './drops-by-text.js';
import { Stream, sendAll, type Sent } from './marked-run.js';
import { sendInTheClear, sendSealed, untilGone } from './sealed-drops.js';
import { lookEverywhere, type WatchedPlaces } from './watched-places.js';

/** As talkative as a PostgreSQL can be: every statement with its parameters, in files of its data folder. */
const TALKATIVE = {
  logging_collector: 'on',
  log_min_messages: 'debug1',
  log_min_error_statement: 'debug1',
  log_error_verbosity: 'verbose',
  log_statement: 'all',
  log_duration: 'on',
  log_parameter_max_length: '-1',
  log_parameter_max_length_on_error: '-1',
  log_checkpoints: 'on',
};
const OPS_KEY = 'ops-key-of-the-tests-0123456789abcdef';
/** Deleting, rolling, checking and unlinking, on a machine that is busy. */
const GONE_WITHIN_MS = 60_000;
const DISTURBED_MS = 1_500;
const START_MS = 600_000;

/** A cluster of one process per service, whose marks are looked for. */
export interface Watched {
  readonly havre: Havre;
  readonly postgres: TestPostgresServer;
  readonly kafka: TestKafkaServer | undefined;
  readonly places: WatchedPlaces;
  stop(): Promise<void>;
}

/** @param startBroker absent: the log is in PostgreSQL. */
export async function startWatched(startBroker?: () => Promise<TestKafkaServer>): Promise<Watched> {
  const work = await mkdtemp(join(tmpdir(), 'havre-nothing-left-'));
  const postgres = await startPostgres({ dedicated: true, settings: TALKATIVE });
  const kafka = await startBroker?.();
  const stopServers = async (): Promise<void> => {
    await kafka?.stop();
    await postgres.stop();
    await rm(work, { recursive: true, force: true });
  };
  const havre = await startCluster(postgres.url, kafka, work).catch(async (failure: unknown) => {
    await stopServers();
    throw failure;
  });
  const brokerFolder = kafka?.folder === undefined ? [] : [kafka.folder];
  const folders = [postgres.dataFolder, havre.folder, work, ...brokerFolder];
  return {
    havre,
    postgres,
    kafka,
    places: { havre, databaseUrl: postgres.url, folders, opsKey: OPS_KEY },
    stop: () => havre.stop().finally(stopServers),
  };
}

function startCluster(databaseUrl: string, kafka: TestKafkaServer | undefined, work: string): Promise<Havre> {
  return startHavre({
    shape: 'cluster',
    databaseUrl,
    ...(kafka === undefined ? {} : { kafka: kafka.brokers.join() }),
    settings: {
      ...(kafka === undefined ? {} : { HAVRE_INGRESS_DEPARTMENTS: 'accueil' }),
      HAVRE_LOG_LEVEL: 'debug',
      HAVRE_FREE_TEXT: 'screened',
      HAVRE_EXPIRY_INTERVAL_MS: '500',
      TMPDIR: work,
    },
    workFolder: work,
  });
}

/** What is brought, what dies meanwhile, and what is looked for: the same for both logs. */
export function describeNothingLeft(startBroker?: () => Promise<TestKafkaServer>): void {
  let watched: Watched;
  let stop: (() => Promise<void>) | undefined;
  let controls: readonly Mark[];
  const sent: Sent[] = [];
  const sealed: Mark[] = [];

  beforeAll(async () => {
    watched = await startWatched(startBroker);
    stop = () => watched.stop();
  }, START_MS);
  afterAll(async () => {
    await stop?.();
  }, 600_000);

  const meanwhile = async (disturb: () => Promise<void>): Promise<void> => {
    const stream = new Stream(watched.havre, [...DROPS_BY_TEXT.slice(0, 11), ...DROPS_BY_DOOR]);
    await sleep(DISTURBED_MS / 3);
    await disturb();
    await sleep(DISTURBED_MS);
    sent.push(...(await stream.stop()));
  };

  it('refuses marked events of every category, in every encoding, by every door, and questions that are marked', async () => {
    controls = await sendCleared(watched.havre);
    const all = [...DROPS_BY_TEXT, ...DROPS_BY_DOOR, ...MARKED_QUESTIONS];
    const came = await sendAll(watched.havre, all);
    sent.push(...came);
    const expected = all.map(({ name, statuses }) => `${name}: ${statuses.join(' or ')}`);
    const seen = came.map(({ name, status }, index) =>
      all[index]?.statuses.includes(status) === true ? expected[index] : `${name}: ${status}`,
    );
    expect(seen).toEqual(expected);
  }, 600_000);

  it('refuses them by the sealed door too, where there is one, and removes what was not sealed', async () => {
    const { havre, kafka } = watched;
    if (kafka === undefined) return;
    const came = await sendSealed(havre, kafka, 'in peace');
    expect(came.map(({ result }) => result)).toEqual(
      came.map(() => ({ outcome: 'refused', code: 'not-routable' })),
    );
    sealed.push(...came.map(({ mark }) => mark), ...(await sendInTheClear(kafka)));
  }, 600_000);

  it('goes on refusing while the gate, the database and the broker are killed', async () => {
    const gate = watched.havre.programs.find(({ name }) => name === 'policy-gate');
    await meanwhile(async () => {
      await gate?.end('SIGKILL');
      await gate?.start();
    });
    await meanwhile(async () => {
      await watched.postgres.kill();
      await watched.postgres.restart();
    });
    const { kafka } = watched;
    if (kafka !== undefined) {
      await meanwhile(async () => {
        await kafka.kill();
        await kafka.restart();
      });
      const publishing = sendSealed(watched.havre, kafka, 'while the gate dies');
      await gate?.end('SIGKILL');
      await gate?.start();
      sealed.push(...(await publishing).map(({ mark }) => mark));
    }
    expect(sent.filter(({ status }) => status === 202).map(({ name }) => name)).toEqual([]);
    await gate?.end('SIGTERM');
    await gate?.start();
  }, 600_000);

  it('has left nothing of them anywhere, while the same search finds what was taken', async () => {
    if (watched.kafka !== undefined) await untilGone(watched.kafka, sealed, GONE_WITHIN_MS);
    const search = new MarkSearch([...sent.map(({ mark }) => mark), ...sealed, ...controls]);
    await lookEverywhere(search, watched.places);
    for (const { name, answer } of sent) search.look(`the answer to ${name}`, answer);
    const { places, bytes } = search.looked;
    process.stdout.write(
      `${sent.length + sealed.length} marks, ${places} places, ${(bytes / 1e6).toFixed(0)} MB, ${search.sightings.length} sightings\n`,
    );
    const isControl = new Set(controls.map(({ name }) => name));
    expect(search.sightings.filter(({ mark }) => !isControl.has(mark))).toEqual([]);
    expect(controlPlaces(search, watched)).toEqual(expectedControls(watched));
  }, 600_000);

  it('runs in processes that write their memory nowhere', async () => {
    for (const { pid } of watched.havre.programs) {
      const settings = await dumpSettingsOf(pid);
      expect(settings.options).toEqual([]);
      expect(await readFile(`/proc/${pid}/coredump_filter`, 'utf8')).toMatch(/^0+\n$/);
    }
  });
}

/** In which kinds of places each control was met. */
function controlPlaces(search: MarkSearch, { postgres, kafka }: Watched): Readonly<Record<string, boolean>> {
  const has = (mark: string, place: (path: string) => boolean): boolean =>
    search.sightings.some((sighting) => sighting.mark === mark && place(sighting.place));
  const inFolder = (folder: string) => (path: string) => path.startsWith(folder);
  const tables = inFolder(`${postgres.dataFolder}/base`);
  const writeAhead = inFolder(`${postgres.dataFolder}/pg_wal`);
  const databaseLog = inFolder(`${postgres.dataFolder}/log`);
  const broker = kafka?.folder === undefined ? () => false : inFolder(kafka.folder);
  const feed = (place: string): boolean => place.startsWith('/v1/');
  return {
    'id in tables': has('control: the id', tables),
    'id in the write-ahead log': has('control: the id', writeAhead),
    'id in the log of the database': has('control: the id', databaseLog),
    'id beside a drop in tables': has('control: the id in a batch with a drop', tables),
    'code in the broker': has('control: a code of a taxonomy', broker),
    'note in the broker': has('control: a note', broker),
    'code in the write-ahead log': has('control: a code of a taxonomy', writeAhead),
    'name on the feed': has('control: the name of a service', feed),
  };
}

function expectedControls({ kafka }: Watched): Readonly<Record<string, boolean>> {
  const isOnKafka = kafka?.folder !== undefined;
  return {
    'id in tables': true,
    'id in the write-ahead log': true,
    'id in the log of the database': true,
    'id beside a drop in tables': true,
    'code in the broker': isOnKafka,
    'note in the broker': isOnKafka,
    'code in the write-ahead log': true,
    'name on the feed': true,
  };
}
