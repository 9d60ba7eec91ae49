import { join } from 'node:path';
import { startPostgres, startTcpProxy, type TcpProxy, type TestPostgresServer } from '@havre/test-harness';
import type { LimitedDisk } from './limited-disk.js';

/** A real PostgreSQL with a network of its own for each process that uses it. */
export interface Database {
  readonly server: TestPostgresServer;
  readonly wires: ReadonlyMap<string, TcpProxy>;
  /** The database's URL as one process reaches it. */
  urlFor(process: string): string;
  stop(): Promise<void>;
}

export async function startDatabase(
  processes: readonly string[],
  disk: LimitedDisk | undefined,
): Promise<Database> {
  const server = await startPostgres({
    dedicated: true,
    settings: { max_connections: '200', ...(disk === undefined ? {} : { max_wal_size: '128MB' }) },
    ...(disk === undefined ? {} : { dataFolder: join(disk.folder, 'data') }),
  });
  const wires = new Map<string, TcpProxy>();
  for (const process of processes) {
    wires.set(process, await startTcpProxy({ host: '127.0.0.1', port: server.port }));
  }
  return {
    server,
    wires,
    urlFor: (process) => {
      const url = new URL(server.url);
      url.port = String(wires.get(process)?.port);
      return url.href;
    },
    stop: async () => {
      // Dropping the database first would wait for a server that a fault has left dead.
      await server.restart().catch(() => undefined);
      await server.stop().catch(() => undefined);
      await Promise.all([...wires.values()].map((wire) => wire.close()));
    },
  };
}
