import { SEALING_ALGORITHM } from './algorithms.js';
import type { PublicJwk } from './epoch-key.js';
import { isKid } from './protected-header.js';
import { isPoint, isRecord } from './public-key.js';

/**
 * The keys of a JWKS as `GET /v1/keys` gives it, undefined when it is none. Members that are not known are ignored, and
 * so are keys of another kind: a JWKS may grow (RFC 7517, 5).
 */
export function readKeySet(value: unknown): readonly PublicJwk[] | undefined {
  if (!isRecord(value) || !Array.isArray(value['keys'])) return undefined;
  return value['keys'].flatMap((key: unknown) => readPublicJwk(key) ?? []);
}

/** One key of a JWKS, with its known members only; undefined when events cannot be sealed to it. */
export function readPublicJwk(value: unknown): PublicJwk | undefined {
  if (!isRecord(value) || !isPoint(value)) return undefined;
  const { kid, use, alg, nbf, exp }: Readonly<Record<string, unknown>> = value;
  if (!isKid(kid) || use !== 'enc' || alg !== SEALING_ALGORITHM) return undefined;
  if (!isSeconds(nbf) || !isSeconds(exp)) return undefined;
  const { kty, crv, x, y } = value;
  return { kty, crv, x, y, kid, use, alg, nbf, exp };
}

/** The key to seal with at a time: of those that are valid then, the one that began last. */
export function keyAt(keys: readonly PublicJwk[], now: Date): PublicJwk | undefined {
  const seconds = now.getTime() / 1000;
  return keys
    .filter(({ nbf, exp }) => nbf <= seconds && seconds < exp)
    .sort((one, other) => other.nbf - one.nbf)[0];
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
