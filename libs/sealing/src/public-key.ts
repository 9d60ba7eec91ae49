import { createPublicKey, type KeyObject } from 'node:crypto';

import { CURVE } from './algorithms.js';
import { decodeBase64url } from './base64url.js';

/** A point of P-256 as it stands in a JWK: 32 bytes each, base64url. */
export interface Point {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

const COORDINATE_CHARACTERS = 43;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCoordinate(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length === COORDINATE_CHARACTERS &&
    decodeBase64url(value) !== undefined
  );
}

/** Whether the members of a point are there as they should be; whether it lies on the curve is seen on import. */
export function isPoint(value: unknown): value is Point {
  if (!isRecord(value)) return false;
  const { kty, crv, x, y } = value;
  return kty === 'EC' && crv === CURVE && isCoordinate(x) && isCoordinate(y);
}

/** The key of a point, undefined when it does not lie on the curve. */
export function importPoint({ kty, crv, x, y }: Point): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** The point of a key of P-256. */
export function exportPoint(key: KeyObject): Point {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return { kty: 'EC', crv: CURVE, x, y };
}
