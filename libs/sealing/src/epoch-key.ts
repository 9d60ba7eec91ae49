import { createECDH, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

import { CURVE, SEALING_ALGORITHM } from './algorithms.js';
import { exportPoint, type Point } from './public-key.js';

/** A public key that events are sealed to, as `GET /v1/keys` gives it. */
export interface PublicJwk extends Point {
  readonly kid: string;
  readonly use: 'enc';
  readonly alg: 'ECDH-ES';
  /** From when on it is to be used, in seconds since the epoch. */
  readonly nbf: number;
  /** Until when it is to be used, in seconds since the epoch. */
  readonly exp: number;
}

/** The key of one epoch. The private half stays in the memory of the gate's replicas. */
export interface EpochKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly privateKey: KeyObject;
}

/** A key pair that one replica makes for itself, to be given epoch keys by its peers. */
export interface ReplicaKey {
  readonly publicJwk: Point;
  readonly privateKey: KeyObject;
}

export interface Epoch {
  /** 1 to 64 characters; visible to everybody who reads the topic. */
  readonly kid: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const generate = promisify(generateKeyPair);

export async function createEpochKey(epoch: Epoch): Promise<EpochKey> {
  const { privateKey } = await generate('ec', { namedCurve: CURVE });
  return epochKeyOf(privateKey, {
    kid: epoch.kid,
    nbf: Math.floor(epoch.notBefore.getTime() / 1000),
    exp: Math.floor(epoch.notAfter.getTime() / 1000),
  });
}

export async function createReplicaKey(): Promise<ReplicaKey> {
  const { privateKey } = await generate('ec', { namedCurve: CURVE });
  return { publicJwk: exportPoint(createPublicKey(privateKey)), privateKey };
}

/** The epoch key of a private half that is known already, undefined when it is not the half of this point. */
export function importEpochKey(jwk: PublicJwk, d: string): EpochKey | undefined {
  const { kty, crv, x, y, kid, nbf, exp } = jwk;
  if (!isHalfOf(jwk, d)) return undefined;
  return epochKeyOf(createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' }), { kid, nbf, exp });
}

/** An import takes both halves as they are told; so the point is computed from the private one. Throws on a number out of range. */
function isHalfOf({ x, y }: Point, d: string): boolean {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(d, 'base64url');
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return point.equals(pair.getPublicKey());
}

function epochKeyOf(privateKey: KeyObject, epoch: Pick<PublicJwk, 'kid' | 'nbf' | 'exp'>): EpochKey {
  const point = exportPoint(createPublicKey(privateKey));
  const publicJwk: PublicJwk = { ...point, use: 'enc', alg: SEALING_ALGORITHM, ...epoch };
  return { kid: epoch.kid, publicJwk, privateKey };
}
