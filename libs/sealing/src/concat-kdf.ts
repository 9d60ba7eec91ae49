import { createHash } from 'node:crypto';

/** What binds a derived key to its use (RFC 7518, 4.6.2). */
export interface KeyDerivation {
  /** The `enc` of direct agreement, such as `A256GCM`. */
  readonly algorithm: string;
  /** Bytes of `apu`; none when it is absent. */
  readonly partyU: Uint8Array;
  /** Bytes of `apv`; none when it is absent. */
  readonly partyV: Uint8Array;
  /** At most 32: one round of SHA-256. */
  readonly keyBytes: number;
}

/** The Concat KDF of RFC 7518, 4.6.2 with SHA-256, for keys of one round. */
export function concatKdf(secret: Uint8Array, derivation: KeyDerivation): Buffer {
  const { algorithm, partyU, partyV, keyBytes } = derivation;
  return createHash('sha256')
    .update(bigEndian(1))
    .update(secret)
    .update(withLength(Buffer.from(algorithm, 'ascii')))
    .update(withLength(partyU))
    .update(withLength(partyV))
    .update(bigEndian(keyBytes * 8))
    .digest()
    .subarray(0, keyBytes);
}

function withLength(bytes: Uint8Array): Buffer {
  return Buffer.concat([bigEndian(bytes.byteLength), bytes]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
