import type { KeyObject } from 'node:crypto';

import { compactDecrypt, CompactEncrypt } from 'jose';

import { CONTENT_ENCRYPTION } from './algorithms.js';
import { importEpochKey, type EpochKey } from './epoch-key.js';
import { readPublicJwk } from './key-set.js';
import { importPoint, isRecord, type Point } from './public-key.js';
import { SealingFault } from './sealing-fault.js';

const WRAPPING_ALGORITHM = 'ECDH-ES+A256KW';

/**
 * An epoch key for one other replica, as a compact JWE that only its memory opens. It goes from memory to memory: not
 * into a database, a log or a file. @throws SealingFault `not-a-public-key`
 */
export async function wrapEpochKey(key: EpochKey, recipient: Point): Promise<string> {
  const publicKey = importPoint(recipient);
  if (publicKey === undefined) throw new SealingFault('not-a-public-key');
  const { d } = key.privateKey.export({ format: 'jwk' });
  const inside = Buffer.from(JSON.stringify({ ...key.publicJwk, d }), 'utf8');
  try {
    return await new CompactEncrypt(inside)
      .setProtectedHeader({ alg: WRAPPING_ALGORITHM, enc: CONTENT_ENCRYPTION })
      .encrypt(publicKey);
  } finally {
    inside.fill(0);
  }
}

/** The epoch key that a peer wrapped for this replica. @throws SealingFault `not-an-epoch-key` */
export async function unwrapEpochKey(jwe: string, recipient: KeyObject): Promise<EpochKey> {
  const inside = await decrypt(jwe, recipient);
  try {
    return epochKeyIn(inside);
  } finally {
    inside.fill(0);
  }
}

async function decrypt(jwe: string, recipient: KeyObject): Promise<Uint8Array> {
  try {
    const { plaintext } = await compactDecrypt(jwe, recipient, {
      keyManagementAlgorithms: [WRAPPING_ALGORITHM],
      contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
    });
    return plaintext;
  } catch {
    throw new SealingFault('not-an-epoch-key');
  }
}

function epochKeyIn(inside: Uint8Array): EpochKey {
  const jwk = readPrivateJwk(inside);
  const publicJwk = readPublicJwk(jwk);
  const d = isRecord(jwk) ? jwk['d'] : undefined;
  if (publicJwk === undefined || typeof d !== 'string') throw new SealingFault('not-an-epoch-key');
  const key = importedOrUndefined(() => importEpochKey(publicJwk, d));
  if (key === undefined) throw new SealingFault('not-an-epoch-key');
  return key;
}

function readPrivateJwk(inside: Uint8Array): unknown {
  return importedOrUndefined((): unknown => JSON.parse(Buffer.from(inside).toString('utf8')));
}

function importedOrUndefined<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
