import pg from 'pg';
import { answersBroker } from '../cluster/answers-broker.js';
import type { LimitedDisk } from '../cluster/limited-disk.js';
import { type FaultKind, insist } from './fault.js';

const NOT_ROOT = 'only root may mount a file system of limited size';

/** A disk without a byte left. What the server does then is its affair; an operator makes room and starts it if it died. */
export const DISK_FAULTS: readonly FaultKind[] = [
  {
    name: 'disk full: broker',
    missing: ({ disks }) => (disks.broker === undefined ? NOT_ROOT : undefined),
    draw: ({ disks, broker }, random) => ({
      target: 'broker',
      holdMs: random.between(4_000, 8_000),
      inject: () => fill(disks.broker),
      heal: async () => {
        await disks.broker?.clear();
        if (!(await answersBroker(broker.direct))) await insist(() => broker.server.restart());
      },
    }),
  },
  {
    name: 'disk full: PostgreSQL',
    missing: ({ disks }) => (disks.database === undefined ? NOT_ROOT : undefined),
    draw: ({ disks, database }, random) => ({
      target: 'postgresql',
      holdMs: random.between(4_000, 8_000),
      inject: () => fill(disks.database),
      heal: async () => {
        await disks.database?.clear();
        if (!(await answersDatabase(database.server.url))) await insist(() => database.server.restart());
      },
    }),
  },
];

async function fill(disk: LimitedDisk | undefined): Promise<void> {
  await disk?.fill();
}

async function answersDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3_000,
    query_timeout: 3_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('CREATE TEMP TABLE room (one integer); INSERT INTO room VALUES (1)');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
