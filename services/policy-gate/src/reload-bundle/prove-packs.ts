import { Worker } from 'node:worker_threads';

import type { OperatingPoint, PackSource } from '@havre/policy';

/** What another thread found out about packs: the hash of the bundle that they make, or the code of what is wrong. */
export type Proof =
  | { readonly outcome: 'proved'; readonly hash: string }
  | { readonly outcome: 'refused'; readonly code: string };

/** What the thread is given. */
export interface ProofWork {
  readonly packs: readonly PackSource[];
  readonly notes: OperatingPoint | undefined;
}

/** Compiles and proves packs away from the event loop. Never rejects. */
export type ProvePacks = (packs: readonly PackSource[]) => Promise<Proof>;

const WORKER = new URL('../../dist/reload-bundle/prove-packs-worker.js', import.meta.url);
const TIME_LIMIT_MS = 60_000;
const MAX_HEAP_MB = 512;

/**
 * Proves packs in a thread of its own. A pack that is too slow, or takes too much memory, is refused like one that is
 * wrong: events go on being screened meanwhile.
 */
export const provePacksInThread =
  (notes?: OperatingPoint): ProvePacks =>
  (packs) =>
    new Promise((resolve) => {
      const work: ProofWork = { packs, notes };
      const worker = new Worker(WORKER, {
        workerData: work,
        resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
        // What a library prints goes nowhere: it might quote a pack, or a document.
        stdout: true,
        stderr: true,
      });
      const end = (proof: Proof) => {
        clearTimeout(timer);
        resolve(proof);
        void worker.terminate();
      };
      const timer = setTimeout(() => {
        end({ outcome: 'refused', code: 'timeout' });
      }, TIME_LIMIT_MS);
      worker.once('message', end);
      worker.once('error', () => {
        end({ outcome: 'refused', code: 'thread' });
      });
      worker.once('exit', () => {
        end({ outcome: 'refused', code: 'thread' });
      });
    });
