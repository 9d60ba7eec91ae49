import { CONTENT_ENCRYPTION, SEALING_ALGORITHM } from './algorithms.js';
import { decodeBase64url, encodeText } from './base64url.js';
import { isPoint, isRecord, type Point } from './public-key.js';

/** The protected header of a sealed event; it is all that is in the clear. */
export interface SealedHeader {
  readonly kid: string;
  readonly epk: Point;
  /** base64url; absent from some sealers of others. */
  readonly apu?: string | undefined;
  /** base64url of the topic; absent from some sealers of others. */
  readonly apv?: string | undefined;
}

const MAX_HEADER_CHARACTERS = 1024;
const MAX_KID_CHARACTERS = 64;
const MAX_PARTY_BYTES = 256;
const MEMBERS = new Set(['alg', 'enc', 'kid', 'epk', 'apu', 'apv']);
const POINT_MEMBERS = 4;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

export function encodeHeader({ kid, epk, apu, apv }: SealedHeader): string {
  const header = { alg: SEALING_ALGORITHM, enc: CONTENT_ENCRYPTION, kid, epk, apu, apv };
  return encodeText(JSON.stringify(header));
}

/** The header as written, undefined when it is not exactly one of ours: `zip`, `crit`, `jku` and all others are refused. */
export function readHeader(encoded: string): SealedHeader | undefined {
  if (encoded.length > MAX_HEADER_CHARACTERS) return undefined;
  const header = parseRecord(decodeBase64url(encoded));
  if (header === undefined || !Object.keys(header).every((name) => MEMBERS.has(name))) return undefined;
  const { alg, enc, kid, epk, apu, apv } = header;
  if (alg !== SEALING_ALGORITHM || enc !== CONTENT_ENCRYPTION || !isKid(kid)) return undefined;
  return isEphemeral(epk) && isParty(apu) && isParty(apv) ? { kid, epk, apu, apv } : undefined;
}

function isEphemeral(epk: unknown): epk is Point {
  return isPoint(epk) && Object.keys(epk).length === POINT_MEMBERS;
}

export function isKid(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_KID_CHARACTERS;
}

function isParty(value: unknown): value is string | undefined {
  if (value === undefined) return true;
  if (typeof value !== 'string') return false;
  const bytes = decodeBase64url(value);
  return bytes !== undefined && bytes.byteLength <= MAX_PARTY_BYTES;
}

function parseRecord(bytes: Uint8Array | undefined): Readonly<Record<string, unknown>> | undefined {
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(UTF8.decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
