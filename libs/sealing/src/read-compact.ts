import { MAX_PLAINTEXT_BYTES, NONCE_BYTES, TAG_BYTES } from './algorithms.js';
import { decodeBase64url } from './base64url.js';

/** The parts of a compact JWE under direct key agreement; the part of the encrypted key is empty. */
export interface CompactParts {
  readonly header: string;
  /** base64url as written: one text for the same nonce only. */
  readonly iv: string;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

export type CompactReading =
  | ({ readonly outcome: 'read' } & CompactParts)
  | { readonly outcome: 'refused'; readonly code: 'not-sealed' | 'too-large' };

const PARTS = 5;
const MAX_CIPHERTEXT_CHARACTERS = Math.ceil((MAX_PLAINTEXT_BYTES * 4) / 3);
const NOT_SEALED = { outcome: 'refused', code: 'not-sealed' } as const;
const TOO_LARGE = { outcome: 'refused', code: 'too-large' } as const;

export function readCompact(compact: string): CompactReading {
  const parts = compact.split('.', PARTS + 1);
  const [header = '', encryptedKey] = parts;
  if (parts.length !== PARTS || header === '' || encryptedKey !== '') return NOT_SEALED;
  return readSealed(header, parts.slice(2));
}

function readSealed(header: string, [iv = '', ciphertext = '', tag = '']: readonly string[]): CompactReading {
  if (ciphertext.length > MAX_CIPHERTEXT_CHARACTERS) return TOO_LARGE;
  const nonce = decodeExactly(iv, NONCE_BYTES);
  const tagBytes = decodeExactly(tag, TAG_BYTES);
  const bytes = decodeBase64url(ciphertext);
  if (nonce === undefined || tagBytes === undefined || bytes === undefined) return NOT_SEALED;
  return { outcome: 'read', header, iv, nonce, ciphertext: bytes, tag: tagBytes };
}

function decodeExactly(text: string, length: number): Buffer | undefined {
  const bytes = decodeBase64url(text);
  return bytes?.byteLength === length ? bytes : undefined;
}
