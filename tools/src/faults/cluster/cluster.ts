import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DoorClient } from '@havre/publisher';
import { type Broker, startBroker } from './broker.js';
import { listingOf, type Place, PLACES } from './city.js';
import { type Database, startDatabase } from './database.js';
import { findFakeTime } from './fake-time.js';
import { type Keys, makeKeys } from './keys.js';
import { type LimitedDisk, mountLimitedDisk } from './limited-disk.js';
import { PARTNERS, planServices, PROCESSES, type ServiceName, type ServiceProcess } from './services.js';

const BROKER_DISK_MB = 700;
const DATABASE_DISK_MB = 700;
const ATTEMPTS = 60;

/** A real broker, a real database, two processes of each of five services, and a breakable network between them. */
export interface Cluster {
  readonly broker: Broker;
  readonly database: Database;
  readonly services: readonly ServiceProcess[];
  readonly keys: Keys;
  /** The small disks of the broker and the database; absent where this process may not mount any. */
  readonly disks: { readonly broker: LimitedDisk | undefined; readonly database: LimitedDisk | undefined };
  of(service: ServiceName): readonly ServiceProcess[];
  stop(): Promise<void>;
}

/** Ends everything that was begun, the last first, whatever becomes of each. */
class Ends {
  readonly #ends: (() => Promise<unknown>)[] = [];

  add(end: () => Promise<unknown>): void {
    this.#ends.push(end);
  }

  async all(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end().catch(() => undefined);
  }
}

/** Starts all of it on free ports of 127.0.0.1, with the small city in it. What was started is ended when this fails. */
export async function startCluster(signal: AbortSignal): Promise<Cluster> {
  const ends = new Ends();
  try {
    return await start(ends, signal);
  } catch (failure) {
    await ends.all();
    throw failure;
  }
}

async function start(ends: Ends, signal: AbortSignal): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'havre-faults-'));
  ends.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const keys = await makeKeys(join(folder, 'keys.json'));
  const disks = {
    broker: await mountLimitedDisk('broker', BROKER_DISK_MB),
    database: await mountLimitedDisk('database', DATABASE_DISK_MB),
  };
  for (const disk of [disks.broker, disks.database]) if (disk !== undefined) ends.add(() => disk.remove());
  const names = PROCESSES.map(({ name }) => name);
  const database = await startDatabase(names, disks.database);
  ends.add(() => database.stop());
  const broker = await startBroker([...names, PARTNERS], disks.broker);
  ends.add(() => broker.stop());
  signal.throwIfAborted();
  const services = await planServices({
    folder,
    keysFile: keys.file,
    fakeTimeLibrary: await findFakeTime(),
    databaseUrl: (name) => database.urlFor(name),
    brokers: (name) => `127.0.0.1:${String(broker.wires.get(name)?.port)}`,
  });
  ends.add(() => stopServices(services));
  // One of each first: the others find the tables and topics made.
  for (const replica of ['-1', '-2']) {
    signal.throwIfAborted();
    await Promise.all(
      services.filter(({ name }) => name.endsWith(replica)).map(({ program }) => program.start()),
    );
  }
  const cluster: Cluster = {
    broker,
    database,
    services,
    keys,
    disks,
    of: (service) => services.filter((one) => one.service === service),
    stop: () => ends.all(),
  };
  for (const place of PLACES) await settle(cluster, place, signal);
  return cluster;
}

async function stopServices(services: readonly ServiceProcess[]): Promise<void> {
  await Promise.all(
    services.map(async ({ program, wire }) => {
      const kill = setTimeout(() => void program.end('SIGKILL'), 15_000);
      await program.end('SIGTERM');
      clearTimeout(kill);
      await wire.close();
    }),
  );
}

/** A provider lists a service and says how many places it has. */
async function settle({ services, keys }: Cluster, place: Place, signal: AbortSignal): Promise<void> {
  const { serviceId, provider, unitType, total, occupied } = place;
  const url = services.find(({ service }) => service === 'policy-gate')?.url ?? '';
  const door = new DoorClient({ url, key: keys.tokens.get(provider) ?? '', timeoutMs: 10_000 });
  const source = `/providers/${provider}`;
  const events = [
    {
      id: `listed-${serviceId}`,
      source,
      subject: serviceId,
      type: 'havre.service.listed.v1',
      data: listingOf(place),
    },
    {
      id: `reported-${serviceId}`,
      source,
      subject: serviceId,
      type: 'havre.capacity.reported.v1',
      data: { units: [{ unitType, total, occupied }] },
    },
  ];
  for (const event of events) {
    for (let attempt = 0; ; attempt += 1) {
      const { outcome } = await door.publish(event);
      if (outcome === 'accepted') break;
      if (outcome === 'refused' || attempt === ATTEMPTS || signal.aborted) throw new Error('city-refused');
      await sleep(500);
    }
  }
}
