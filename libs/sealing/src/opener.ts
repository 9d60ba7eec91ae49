import { createDecipheriv } from 'node:crypto';

import { TAG_BYTES } from './algorithms.js';
import { agreeContentKey } from './agree-content-key.js';
import { AgreedKeys, type AgreedKey } from './agreed-keys.js';
import { encodeText } from './base64url.js';
import type { EpochKey } from './epoch-key.js';
import { readHeader } from './protected-header.js';
import { importPoint } from './public-key.js';
import { readCompact, type CompactParts } from './read-compact.js';

/** Why a record was not opened. For counting: a publisher hears one answer for all of them. */
export type OpenRefusal = 'not-sealed' | 'unknown-key' | 'not-for-this-topic' | 'not-genuine' | 'too-large';

export type Opened =
  | {
      readonly outcome: 'opened';
      readonly plaintext: Uint8Array;
      readonly kid: string;
      /** The x coordinate of the sealer's ephemeral key; with `kid` and `iv` it names this sealed event and no other. */
      readonly epk: string;
      readonly iv: string;
    }
  | { readonly outcome: 'refused'; readonly code: OpenRefusal };

export interface OpenerOptions {
  /** The epoch key of a name, undefined when it is not known (any more). Asked for each event. */
  readonly keyOf: (kid: string) => EpochKey | undefined;
  /** Content keys that are kept (default 1,000). */
  readonly cacheSize?: number;
}

const DEFAULT_CACHE_SIZE = 1000;
/** Encoded names of topics that are kept: a gate has one a department. */
const KEPT_TOPICS = 1000;

/**
 * Opens what was sealed to the gate. An event under a header that was seen before costs one AES-GCM; a new header costs
 * one key agreement more. Only headers of genuine events are kept, so that garbage displaces nothing.
 */
export class Opener {
  readonly #keyOf: OpenerOptions['keyOf'];
  readonly #agreed: AgreedKeys;
  readonly #topics = new Map<string, string>();

  constructor({ keyOf, cacheSize = DEFAULT_CACHE_SIZE }: OpenerOptions) {
    this.#keyOf = keyOf;
    this.#agreed = new AgreedKeys(cacheSize);
  }

  /** How many content keys are kept now. */
  get cached(): number {
    return this.#agreed.size;
  }

  /** What is inside a record of a topic, or why it is refused. Nothing that comes in makes it throw. */
  open(compact: string, topic: string): Opened {
    const parts = readCompact(compact);
    if (parts.outcome === 'refused') return parts;
    const known = this.#agreed.get(parts.header);
    const agreed = known ?? this.#agree(parts.header);
    if (typeof agreed === 'string') return refused(agreed);
    const obstacle = this.#obstacleTo(agreed, topic);
    if (obstacle !== undefined) return refused(obstacle);
    const plaintext = decipher(parts, agreed);
    if (plaintext === undefined) return refused('not-genuine');
    // Under a copy of the header: a part of a text keeps the whole text in memory.
    if (known === undefined) this.#agreed.add(agreed.associated.toString('ascii'), agreed);
    return { outcome: 'opened', plaintext, kid: agreed.kid, epk: agreed.epk, iv: parts.iv };
  }

  /** Forgets all content keys that were agreed with the key of an epoch. To be called when that key is destroyed. */
  forget(kid: string): void {
    this.#agreed.forgetEpoch(kid);
  }

  #obstacleTo({ kid, apv, privateKey }: AgreedKey, topic: string): OpenRefusal | undefined {
    if (apv !== undefined && apv !== this.#encoded(topic)) return 'not-for-this-topic';
    if (this.#keyOf(kid)?.privateKey === privateKey) return undefined;
    this.forget(kid);
    return 'unknown-key';
  }

  #agree(header: string): AgreedKey | OpenRefusal {
    const read = readHeader(header);
    if (read === undefined) return 'not-sealed';
    const { kid, epk, apu = '', apv } = read;
    const privateKey = this.#keyOf(kid)?.privateKey;
    if (privateKey === undefined) return 'unknown-key';
    const publicKey = importPoint(epk);
    if (publicKey === undefined) return 'not-genuine';
    const contentKey = agreeContentKey({
      privateKey,
      publicKey,
      apu: Buffer.from(apu, 'base64url'),
      apv: Buffer.from(apv ?? '', 'base64url'),
    });
    return { kid, privateKey, contentKey, associated: Buffer.from(header, 'ascii'), epk: epk.x, apv };
  }

  #encoded(topic: string): string {
    const known = this.#topics.get(topic);
    if (known !== undefined) return known;
    if (this.#topics.size >= KEPT_TOPICS) this.#topics.clear();
    const encoded = encodeText(topic);
    this.#topics.set(topic, encoded);
    return encoded;
  }
}

function decipher(parts: CompactParts, { contentKey, associated }: AgreedKey): Uint8Array | undefined {
  const cipher = createDecipheriv('aes-256-gcm', contentKey, parts.nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated);
  cipher.setAuthTag(parts.tag);
  const plaintext = cipher.update(parts.ciphertext);
  try {
    cipher.final();
    return plaintext;
  } catch {
    // What a wrong tag let through is overwritten: nobody has seen it.
    plaintext.fill(0);
    return undefined;
  }
}

function refused(code: OpenRefusal): Opened {
  return { outcome: 'refused', code };
}
