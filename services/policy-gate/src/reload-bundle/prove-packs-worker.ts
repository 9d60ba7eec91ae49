import { parentPort, workerData } from 'node:worker_threads';

import { compilePacks, PolicyError } from '@havre/policy';

import type { Proof, ProofWork } from './prove-packs.js';

parentPort?.postMessage(prove(workerData as ProofWork));

function prove({ packs, notes }: ProofWork): Proof {
  try {
    return { outcome: 'proved', hash: compilePacks(packs, { notes }).hash };
  } catch (error) {
    return { outcome: 'refused', code: error instanceof PolicyError ? error.code : 'unexpected' };
  }
}
