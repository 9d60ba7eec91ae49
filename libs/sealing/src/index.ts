export {
  CONTENT_ENCRYPTION,
  MAX_PLAINTEXT_BYTES,
  MAX_SEALS_PER_KEY,
  SEALING_ALGORITHM,
} from './algorithms.js';
export { createEpochKey, createReplicaKey } from './epoch-key.js';
export type { Epoch, EpochKey, PublicJwk, ReplicaKey } from './epoch-key.js';
export { keyAt, readKeySet } from './key-set.js';
export { kidOf } from './kid-of.js';
export { Opener } from './opener.js';
export type { Opened, OpenerOptions, OpenRefusal } from './opener.js';
export type { Point } from './public-key.js';
export { Sealer } from './sealer.js';
export type { SealerOptions } from './sealer.js';
export { SealingFault } from './sealing-fault.js';
export type { SealingFaultCode } from './sealing-fault.js';
export { unwrapEpochKey, wrapEpochKey } from './wrap-epoch-key.js';
