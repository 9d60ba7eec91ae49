import { diffieHellman, type KeyObject } from 'node:crypto';

import { CONTENT_ENCRYPTION, CONTENT_KEY_BYTES } from './algorithms.js';
import { concatKdf } from './concat-kdf.js';

export interface Agreement {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly apu: Uint8Array;
  readonly apv: Uint8Array;
}

/** The content key of ECDH-ES used directly with A256GCM, which both sides derive. */
export function agreeContentKey({ privateKey, publicKey, apu, apv }: Agreement): Buffer {
  const secret = diffieHellman({ privateKey, publicKey });
  const key = concatKdf(secret, {
    algorithm: CONTENT_ENCRYPTION,
    partyU: apu,
    partyV: apv,
    keyBytes: CONTENT_KEY_BYTES,
  });
  secret.fill(0);
  return key;
}
