import type { KeyObject } from 'node:crypto';

/** What the opener agreed with one sealer: serves for all events under the same header. */
export interface AgreedKey {
  readonly kid: string;
  /** The epoch key it was agreed with. */
  readonly privateKey: KeyObject;
  readonly contentKey: KeyObject;
  /** The encoded header, which is authenticated with each event. */
  readonly associated: Buffer;
  /** The x coordinate of the sealer's ephemeral key. */
  readonly epk: string;
  /** `apv` as it should be is the encoded topic; undefined when the sealer left it out. */
  readonly apv: string | undefined;
}

/** Content keys by encoded header, the least recently used forgotten first. */
export class AgreedKeys {
  readonly #keys = new Map<string, AgreedKey>();

  constructor(readonly limit: number) {}

  get size(): number {
    return this.#keys.size;
  }

  get(header: string): AgreedKey | undefined {
    const key = this.#keys.get(header);
    if (key === undefined) return undefined;
    this.#keys.delete(header);
    this.#keys.set(header, key);
    return key;
  }

  add(header: string, key: AgreedKey): void {
    this.#keys.delete(header);
    this.#keys.set(header, key);
    for (const oldest of this.#keys.keys()) {
      if (this.#keys.size <= this.limit) return;
      this.#keys.delete(oldest);
    }
  }

  /** Forgets all that was agreed with the key of one epoch. */
  forgetEpoch(kid: string): void {
    for (const [header, key] of this.#keys) if (key.kid === kid) this.#keys.delete(header);
  }
}
