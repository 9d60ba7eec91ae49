import type { Random } from '../../demo/random.js';
import type { Cluster } from '../cluster/cluster.js';
import { CLOCK_FAULTS } from './clock-faults.js';
import { DISK_FAULTS } from './disk-faults.js';
import type { FaultKind } from './fault.js';
import { NETWORK_FAULTS } from './network-faults.js';
import { REPEAT_FAULTS } from './repeat-faults.js';
import { BROKER_FAULTS, DATABASE_FAULTS } from './server-faults.js';
import { SERVICE_FAULTS } from './service-faults.js';

export const FAULT_KINDS: readonly FaultKind[] = [
  ...BROKER_FAULTS,
  ...DATABASE_FAULTS,
  ...SERVICE_FAULTS,
  ...NETWORK_FAULTS,
  ...DISK_FAULTS,
  ...CLOCK_FAULTS,
  ...REPEAT_FAULTS,
];

/** Kinds that this machine cannot have, with the reason. */
export function missingKinds(cluster: Cluster): readonly { readonly name: string; readonly why: string }[] {
  return FAULT_KINDS.flatMap((kind) => {
    const why = kind.missing?.(cluster);
    return why === undefined ? [] : [{ name: kind.name, why }];
  });
}

/** Kinds in an order drawn from the seed: each once before any comes again. */
export function* shuffled(kinds: readonly FaultKind[], random: Random): Generator<FaultKind> {
  while (kinds.length > 0) {
    const left = [...kinds];
    while (left.length > 0) {
      const [drawn] = left.splice(random.between(0, left.length - 1), 1);
      if (drawn !== undefined) yield drawn;
    }
  }
}
