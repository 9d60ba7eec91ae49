import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** Of a connection of kafkajs, what is needed here: its socket, and what it has read of an answer that is not whole yet. */
export interface Connection {
  socket?: Socket;
  chunks: Buffer[];
  bytesBuffered: number;
  bytesNeeded: number;
  isConnected(): boolean;
  connect: (this: Connection) => Promise<unknown>;
  processData: (this: Connection, data: Buffer) => void;
}

interface ConnectionClass {
  readonly prototype: Connection;
}

/** Bytes that say how long an answer is. */
const LENGTH_BYTES = 4;
const fresh = new WeakSet<ConnectionClass>();

/**
 * Lets nothing of a lost connection into the next one. Version 2.2.4 of kafkajs keeps the first bytes of an answer that was cut
 * off, and goes on listening to the old socket: when it connects again, answers are read from the middle, which ends in an error
 * that nobody catches, and so in the end of the process. An answer that cannot be read ends its connection only.
 */
export function startConnectionsAfresh(connection: ConnectionClass): void {
  if (fresh.has(connection)) return;
  fresh.add(connection);
  const { prototype } = connection;
  const { connect, processData } = prototype;
  prototype.connect = function connectAfresh(): Promise<unknown> {
    if (!this.isConnected()) forget(this);
    return connect.call(this);
  };
  prototype.processData = function processWhatCanBeRead(data: Buffer): void {
    try {
      processData.call(this, data);
    } catch {
      // What it says may quote what was read. The socket's own listener rejects what waits, and disconnects.
      this.socket?.destroy(new Error('unreadable-answer'));
    }
  };
}

function forget(connection: Connection): void {
  connection.chunks = [];
  connection.bytesBuffered = 0;
  connection.bytesNeeded = LENGTH_BYTES;
  const { socket } = connection;
  if (socket === undefined) return;
  for (const event of ['data', 'end', 'timeout', 'error']) socket.removeAllListeners(event);
  socket.on('error', () => undefined);
  socket.destroy();
}

/** The class that this version of kafkajs makes its connections with. */
export function connectionOfKafkajs(): ConnectionClass {
  return createRequire(import.meta.url)('kafkajs/src/network/connection') as ConnectionClass;
}
