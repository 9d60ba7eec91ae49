import {
  freePort,
  startKafka,
  startTcpProxy,
  type TcpProxy,
  type TestKafkaServer,
} from '@havre/test-harness';
import { join } from 'node:path';
import type { LimitedDisk } from './limited-disk.js';

const JVM = ['-Xms384m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** A real broker with a way in of its own for each process: each leads through a network that may break. */
export interface Broker {
  readonly server: TestKafkaServer;
  /** For the checker, through no proxy. */
  readonly direct: string;
  /** The network between one process and the broker, by the process' name. */
  readonly wires: ReadonlyMap<string, TcpProxy>;
  stop(): Promise<void>;
}

/**
 * A broker tells its clients where it is, so a proxy in front of it must be what it tells. It has one listener for each
 * process, advertised at that process' proxy.
 */
export async function startBroker(
  processes: readonly string[],
  disk: LimitedDisk | undefined,
): Promise<Broker> {
  const wires = new Map<string, TcpProxy>();
  const ports = { direct: await freePort(), controller: await freePort() };
  const listeners = [`CLIENT://127.0.0.1:${String(ports.direct)}`];
  const advertised = [...listeners];
  const names = ['CLIENT', 'CONTROLLER'];
  for (const [index, process] of processes.entries()) {
    const port = await freePort();
    const wire = await startTcpProxy({ host: '127.0.0.1', port });
    wires.set(process, wire);
    names.push(`WIRE${String(index)}`);
    listeners.push(`WIRE${String(index)}://127.0.0.1:${String(port)}`);
    advertised.push(`WIRE${String(index)}://127.0.0.1:${String(wire.port)}`);
  }
  const controller = `127.0.0.1:${String(ports.controller)}`;
  const closeWires = (): Promise<unknown> => Promise.all([...wires.values()].map((wire) => wire.close()));
  const server = await startKafka({
    dedicated: true,
    jvmOptions: JVM,
    properties: {
      listeners: [...listeners, `CONTROLLER://${controller}`].join(','),
      'advertised.listeners': advertised.join(','),
      'listener.security.protocol.map': names.map((name) => `${name}:PLAINTEXT`).join(','),
      'controller.quorum.bootstrap.servers': controller,
      'num.network.threads': '1',
      ...(disk === undefined ? {} : { 'log.dirs': join(disk.folder, 'log') }),
    },
  }).catch(async (failure: unknown) => {
    await closeWires();
    throw failure;
  });
  return {
    server,
    direct: `127.0.0.1:${String(ports.direct)}`,
    wires,
    stop: async () => {
      await server.stop();
      await closeWires();
    },
  };
}
