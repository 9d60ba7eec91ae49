import type { EpochKey } from '@havre/sealing';

/**
 * The private halves of epoch keys, in the memory of this process and nowhere else. What is let go of is destroyed with
 * everything that was derived from it.
 */
export class EpochKeyRing {
  readonly #keys = new Map<string, EpochKey>();
  readonly #onDestroy: ((kid: string) => void)[] = [];

  /** Called with the name of each key that is destroyed. */
  onDestroy(listener: (kid: string) => void): void {
    this.#onDestroy.push(listener);
  }

  get(kid: string): EpochKey | undefined {
    return this.#keys.get(kid);
  }

  /** Names of the keys, none of the keys themselves. */
  kids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  add(key: EpochKey): void {
    this.#keys.set(key.kid, key);
  }

  destroy(kid: string): void {
    if (!this.#keys.delete(kid)) return;
    for (const listener of this.#onDestroy) listener(kid);
  }

  destroyAll(): void {
    for (const kid of this.kids()) this.destroy(kid);
  }
}
