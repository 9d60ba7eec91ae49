import type { ServiceProcess } from '../cluster/services.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Random } from '../../demo/random.js';
import { type Fault, type FaultKind, nothing } from './fault.js';

const NO_FAKETIME = 'Debian’s package faketime is not installed';

/** The wall clock of one process jumps, ahead or back, and later jumps home. */
export const CLOCK_FAULTS: readonly FaultKind[] = [
  { name: 'clock jumps ahead', sign: 1 },
  { name: 'clock jumps back', sign: -1 },
].map(({ name, sign }) => ({
  name,
  missing: ({ services }: Cluster) =>
    services.some(({ time }) => time === undefined) ? NO_FAKETIME : undefined,
  draw: ({ services }: Cluster, random: Random): Fault => {
    const [first, ...others] = services;
    const victim = first === undefined ? undefined : random.pick<ServiceProcess>([first, ...others]);
    const minutes = random.pick([1, 10, 90, 1_500]);
    return {
      target: `${victim?.name ?? ''} ${sign > 0 ? '+' : '−'}${String(minutes)} min`,
      holdMs: random.between(4_000, 12_000),
      inject: victim?.time === undefined ? nothing : () => jump(victim, sign * minutes * 60),
      heal: victim?.time === undefined ? nothing : () => jump(victim, 0),
    };
  },
}));

async function jump(victim: ServiceProcess, seconds: number): Promise<void> {
  await victim.time?.jumpTo(seconds);
}
