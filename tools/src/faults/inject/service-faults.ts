import { SERVICES, type ServiceName, type ServiceProcess } from '../cluster/services.js';
import type { Random } from '../../demo/random.js';
import { type FaultKind, insist } from './fault.js';

const PAST_SESSION_MS = 13_000;

/** Each service killed, and frozen until its session has ended; now and then both processes of it at once. */
export const SERVICE_FAULTS: readonly FaultKind[] = SERVICES.flatMap((service) => [
  killing(service),
  freezing(service),
]);

function killing(service: ServiceName): FaultKind {
  return {
    name: `${service} SIGKILL`,
    draw: (cluster, random) => {
      const victims = drawVictims(cluster.of(service), random);
      return {
        target: namesOf(victims),
        holdMs: random.between(0, 3_000),
        inject: () => Promise.all(victims.map(({ program }) => program.end('SIGKILL'))),
        heal: () => Promise.all(victims.map(startAgain)),
      };
    },
  };
}

function freezing(service: ServiceName): FaultKind {
  return {
    name: `${service} SIGSTOP, past the session`,
    draw: (cluster, random) => {
      const victims = drawVictims(cluster.of(service), random);
      return {
        target: namesOf(victims),
        holdMs: PAST_SESSION_MS + random.between(0, 3_000),
        inject: async () => victims.forEach(({ program }) => program.suspend()),
        heal: async () => victims.forEach(({ program }) => program.resume()),
      };
    },
  };
}

/** A start may meet what is still broken: the process says so by its end, and is started again, as an operator would. */
function startAgain({ program }: ServiceProcess): Promise<void> {
  return insist(async () => {
    await program.end('SIGKILL');
    await program.start();
  });
}

function drawVictims(replicas: readonly ServiceProcess[], random: Random): readonly ServiceProcess[] {
  if (random.chance(0.25)) return replicas;
  const drawn = random.between(0, replicas.length - 1);
  return replicas.filter((_, index) => index === drawn);
}

export function namesOf(processes: readonly { readonly name: string }[]): string {
  return processes.map(({ name }) => name).join(' + ');
}
