import { join } from 'node:path';
import { answersReady, freePort, Program, startTcpProxy, type TcpProxy } from '@havre/test-harness';
import { SEALING_DEPARTMENT } from './city.js';
import { type FakeTime, makeFakeTime } from './fake-time.js';

const ROOT = join(import.meta.dirname, '../../../..');
const KEPT_OUTPUT = 20_000;
const READY_TIMEOUT_MS = 300_000;

export const SERVICES = ['policy-gate', 'referral', 'capacity', 'feed', 'admin'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** One process of the cluster: what it is, where it listens, and the network in front of it. */
export interface ServiceProcess {
  /** `referral-1`, `referral-2`: two of each. */
  readonly name: string;
  readonly service: ServiceName;
  readonly program: Program;
  /** Where it listens, past every proxy. */
  readonly url: string;
  /** The network between those who call it and the process. */
  readonly wire: TcpProxy;
  /** As its callers reach it. */
  readonly urlThroughWire: string;
  /** Its wall clock; absent without faketime. */
  readonly time: FakeTime | undefined;
}

export const PROCESSES: readonly { readonly name: string; readonly service: ServiceName }[] = [1, 2].flatMap(
  (replica) => SERVICES.map((service) => ({ name: `${service}-${String(replica)}`, service })),
);

export interface ServicePlan {
  readonly folder: string;
  readonly keysFile: string;
  readonly fakeTimeLibrary: string | undefined;
  readonly databaseUrl: (process: string) => string;
  readonly brokers: (process: string) => string;
}

/** Whoever uses the broker or the database without being a process of ours: departments that seal. */
export const PARTNERS = 'partners';

const prefixOf = (service: ServiceName): string => `HAVRE_${service.replace('-', '_').toUpperCase()}`;
const local = (port: number): string => `http://127.0.0.1:${String(port)}`;

interface Place {
  readonly name: string;
  readonly service: ServiceName;
  readonly port: number;
  readonly wire: TcpProxy;
}

/** Two processes of each service, not started yet, each behind a proxy. */
export async function planServices(plan: ServicePlan): Promise<readonly ServiceProcess[]> {
  const places: Place[] = [];
  for (const { name, service } of PROCESSES) {
    const port = await freePort();
    places.push({ name, service, port, wire: await startTcpProxy({ host: '127.0.0.1', port }) });
  }
  const firsts = places.filter(({ name }) => name.endsWith('-1'));
  const addresses = Object.fromEntries(
    firsts.map(({ service, wire }) => [`${prefixOf(service)}_URL`, local(wire.port)]),
  );
  return Promise.all(places.map((place) => planService(place, addresses, plan)));
}

async function planService(
  { name, service, port, wire }: Place,
  addresses: Readonly<Record<string, string>>,
  plan: ServicePlan,
): Promise<ServiceProcess> {
  const url = local(port);
  const { fakeTimeLibrary: library, folder } = plan;
  const time = library === undefined ? undefined : await makeFakeTime(library, folder, name);
  const program = new Program({
    name,
    main: join(ROOT, 'services', service, 'dist/main.js'),
    folder: ROOT,
    environment: {
      ...settings(plan, name),
      ...addresses,
      ...(service === 'policy-gate' ? { HAVRE_POLICY_GATE_PEER_URL: local(wire.port) } : {}),
      [`${prefixOf(service)}_PORT`]: String(port),
      ...time?.environment,
    },
    isReady: () => answersReady(url),
    keptOutput: KEPT_OUTPUT,
    readyTimeoutMs: READY_TIMEOUT_MS,
  });
  return { name, service, program, url, wire, urlThroughWire: local(wire.port), time };
}

/** One department may fill a house here, and every look of the clock is a second apart. */
function settings(plan: ServicePlan, name: string): Record<string, string> {
  return {
    HAVRE_KEYS_FILE: plan.keysFile,
    HAVRE_OPS_KEY: 'ops-key-of-the-faults-0123456789abcdef',
    HAVRE_DATABASE_URL: plan.databaseUrl(name),
    HAVRE_EVENT_LOG: 'kafka',
    HAVRE_KAFKA_BROKERS: plan.brokers(name),
    HAVRE_INGRESS_DEPARTMENTS: SEALING_DEPARTMENT,
    HAVRE_PUBLISHER_SHARE: '1',
    HAVRE_LOG_LEVEL: 'warn',
    HAVRE_DATABASE_POOL: '6',
  };
}
