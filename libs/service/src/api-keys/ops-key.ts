import { hashOf, matchesHash } from './key-ring.js';

/** The key of the operations endpoints. Without one, nothing matches. */
export class OpsKey {
  readonly #hash: string | undefined;

  constructor(secret: string | undefined) {
    this.#hash = secret === undefined ? undefined : hashOf(secret);
  }

  matches(presented: string | undefined): boolean {
    return this.#hash !== undefined && presented !== undefined && matchesHash(presented, this.#hash);
  }
}
