import {
  createCipheriv,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

import {
  CURVE,
  MAX_PLAINTEXT_BYTES,
  MAX_SEALS_PER_KEY,
  NONCE_BYTES,
  SEALER_NAME_BYTES,
} from './algorithms.js';
import { agreeContentKey } from './agree-content-key.js';
import { encodeText } from './base64url.js';
import { encodeHeader } from './protected-header.js';
import { exportPoint, importPoint } from './public-key.js';
import type { PublicJwk } from './epoch-key.js';
import { SealingFault } from './sealing-fault.js';

export interface SealerOptions {
  /** The topic that sealed events go to, such as `havre.ingress.accueil`; they open on no other. */
  readonly topic: string;
  /** Where nonces come from (default: the system's generator). It must never repeat itself. */
  readonly random?: (size: number) => Buffer;
  /** Events after which a new ephemeral key is drawn (default and at most 2^31). */
  readonly sealsPerKey?: number;
}

/** What was agreed once with one epoch key, and serves for all events until it is used up. */
interface SealingKey {
  readonly x: string;
  readonly contentKey: KeyObject;
  readonly header: string;
  readonly associated: Buffer;
  seals: number;
}

/** The current epoch and the next: older ones are forgotten. */
const KEPT_EPOCHS = 2;

/**
 * Seals events to the gate. One ephemeral key per epoch and sealer, so that an event costs one AES-GCM; each event has
 * its own random nonce. A sealer lives in one process: its keys are nowhere else.
 */
export class Sealer {
  readonly #options: SealerOptions;
  readonly #random: (size: number) => Buffer;
  readonly #agreed = new Map<string, SealingKey>();
  readonly #sealsPerKey: number;

  constructor(options: SealerOptions) {
    this.#options = options;
    this.#random = options.random ?? randomBytes;
    this.#sealsPerKey = Math.min(options.sealsPerKey ?? MAX_SEALS_PER_KEY, MAX_SEALS_PER_KEY);
  }

  /** The compact JWE of one event of at most 64 KiB. @throws SealingFault `plaintext-too-large`, `not-a-public-key` */
  seal(plaintext: Uint8Array, key: PublicJwk): string {
    if (plaintext.byteLength > MAX_PLAINTEXT_BYTES) throw new SealingFault('plaintext-too-large');
    const agreed = this.#agreedWith(key);
    agreed.seals += 1;
    const nonce = this.#random(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', agreed.contentKey, nonce);
    cipher.setAAD(agreed.associated);
    const ciphertext = cipher.update(plaintext);
    cipher.final();
    const parts = [nonce, ciphertext, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'));
    return `${agreed.header}..${parts.join('.')}`;
  }

  #agreedWith(key: PublicJwk): SealingKey {
    const known = this.#agreed.get(key.kid);
    if (known?.x === key.x && known.seals < this.#sealsPerKey) return known;
    const agreed = this.#agree(key);
    this.#agreed.delete(key.kid);
    this.#agreed.set(key.kid, agreed);
    for (const kid of [...this.#agreed.keys()].slice(0, -KEPT_EPOCHS)) this.#agreed.delete(kid);
    return agreed;
  }

  #agree(key: PublicJwk): SealingKey {
    const publicKey = importPoint(key);
    if (publicKey === undefined) throw new SealingFault('not-a-public-key');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: CURVE });
    const apu = this.#random(SEALER_NAME_BYTES);
    const { topic } = this.#options;
    const apv = Buffer.from(topic, 'utf8');
    const header = encodeHeader({
      kid: key.kid,
      epk: exportPoint(createPublicKey(privateKey)),
      apu: apu.toString('base64url'),
      apv: encodeText(topic),
    });
    const contentKey = agreeContentKey({ privateKey, publicKey, apu, apv });
    return { x: key.x, contentKey, header, associated: Buffer.from(header, 'ascii'), seals: 0 };
  }
}
