import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../demo/random.js';
import type { Cluster } from '../cluster/cluster.js';

/** One fault, drawn and ready: what it hurts, for how long, and how it is undone. */
export interface Fault {
  /** Who or what it hurts, and by how much. */
  readonly target: string;
  readonly holdMs: number;
  inject(): Promise<unknown>;
  /** Undoes it; what was killed is started again and ready when this resolves. */
  heal(): Promise<unknown>;
}

/** A kind of fault that the deck can draw. */
export interface FaultKind {
  readonly name: string;
  /** Why this machine cannot have it; undefined when it can. */
  missing?(cluster: Cluster): string | undefined;
  draw(cluster: Cluster, random: Random): Fault;
}

const PAUSE_MS = 500;

export const nothing = (): Promise<void> => Promise.resolve();

/** Tries until it succeeds: what a fault has left behind may need a moment before it starts again. */
export async function insist(attempt: () => Promise<unknown>, attempts = 3): Promise<void> {
  for (let left = attempts; ; left -= 1) {
    try {
      await attempt();
      return;
    } catch (failure) {
      if (left <= 1) throw failure;
      await sleep(PAUSE_MS);
    }
  }
}
