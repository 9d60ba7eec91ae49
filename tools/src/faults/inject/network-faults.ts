import type { Direction, TcpProxy } from '@havre/test-harness';
import type { Random } from '../../demo/random.js';
import type { Cluster } from '../cluster/cluster.js';
import { PARTNERS, type ServiceProcess } from '../cluster/services.js';
import type { Fault, FaultKind } from './fault.js';

/** One network between two: who is at its ends, and the proxy that it goes through. */
interface Wire {
  readonly between: string;
  readonly proxy: TcpProxy;
}

/** Between each process and the database, each and the broker, the partners and the doors, admin and the services. */
function wiresOf({ services, database, broker }: Cluster): readonly Wire[] {
  const ofServices = services.flatMap((service): readonly Wire[] => [
    ...wire(`${service.name} ↔ postgresql`, database.wires.get(service.name)),
    ...wire(`${service.name} ↔ broker`, broker.wires.get(service.name)),
    ...wire(`${callersOf(service)} ↔ ${service.name}`, service.wire),
  ]);
  return [...ofServices, ...wire(`${PARTNERS} ↔ broker`, broker.wires.get(PARTNERS))];
}

function wire(between: string, proxy: TcpProxy | undefined): readonly Wire[] {
  return proxy === undefined ? [] : [{ between, proxy }];
}

const callersOf = ({ service }: ServiceProcess): string =>
  service === 'policy-gate' || service === 'feed' ? 'partners' : service === 'admin' ? 'operators' : 'admin';

/** One wire, or all that lead to one server: then nobody reaches it. */
function drawWires(cluster: Cluster, random: Random): readonly Wire[] {
  const wires = wiresOf(cluster);
  const [first, ...others] = wires;
  if (first === undefined) return [];
  const one = random.pick([first, ...others]);
  const end = one.between.split(' ↔ ')[1] ?? '';
  return random.chance(0.3) ? wires.filter(({ between }) => between.endsWith(`↔ ${end}`)) : [one];
}

interface Break {
  readonly name: string;
  readonly holdMs: readonly [shortest: number, longest: number];
  /** Breaks one network, and says by how much. */
  readonly how: (random: Random) => { readonly much: string; readonly act: (proxy: TcpProxy) => void };
}

const BREAKS: readonly Break[] = [
  {
    name: 'network cut',
    holdMs: [2_000, 14_000],
    how: () => ({ much: '', act: (proxy) => proxy.cut() }),
  },
  {
    name: 'network silent',
    holdMs: [3_000, 15_000],
    how: () => ({ much: '', act: (proxy) => proxy.stall() }),
  },
  {
    name: 'network half open',
    holdMs: [3_000, 15_000],
    how: (random) => {
      const direction = random.pick<Direction>(['requests', 'answers']);
      return { much: `no ${direction}`, act: (proxy) => proxy.stallOnly(direction) };
    },
  },
  {
    name: 'network slow',
    holdMs: [5_000, 12_000],
    how: (random) => {
      const ms = random.between(50, 400);
      return { much: `+${String(ms)} ms`, act: (proxy) => proxy.delay(ms) };
    },
  },
  {
    name: 'network narrow',
    holdMs: [5_000, 12_000],
    how: (random) => {
      const kilobytes = random.between(4, 40);
      return { much: `${String(kilobytes)} kB/s`, act: (proxy) => proxy.throttle(kilobytes * 1_000) };
    },
  },
  {
    name: 'network reset mid-stream',
    holdMs: [3_000, 10_000],
    how: (random) => {
      const bytes = random.between(50, 3_000);
      return { much: `after ${String(bytes)} B`, act: (proxy) => proxy.resetAfter(bytes) };
    },
  },
];

export const NETWORK_FAULTS: readonly FaultKind[] = BREAKS.map(({ name, holdMs, how }) => ({
  name,
  draw: (cluster, random): Fault => {
    const wires = drawWires(cluster, random);
    const { much, act } = how(random);
    const [first] = wires;
    const others = wires.length > 1 ? ` and ${String(wires.length - 1)} more` : '';
    return {
      target: `${first?.between ?? ''}${others} ${much}`.trim(),
      holdMs: random.between(...holdMs),
      inject: async () => wires.forEach(({ proxy }) => act(proxy)),
      heal: async () => wires.forEach(({ proxy }) => mend(proxy)),
    };
  },
}));

function mend(proxy: TcpProxy): void {
  proxy.delay(0);
  proxy.throttle(0);
  proxy.restore();
}
