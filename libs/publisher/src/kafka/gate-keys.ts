import { keyAt, readKeySet, type PublicJwk } from '@havre/sealing';

import { SealedDoorFault } from './sealed-door-fault.js';
import type { Timing } from './timing.js';

export interface GateKeysOptions {
  /** Base URL of the policy gate. */
  readonly url: string;
  readonly timing: Timing;
  /** After how long the gate is asked again, in milliseconds (default 60,000). */
  readonly maxAgeMs?: number;
  /** Longest wait for an answer of the gate, in milliseconds (default 10,000). */
  readonly timeoutMs?: number;
}

interface KeySet {
  readonly keys: readonly PublicJwk[];
  readonly fetchedAt: number;
  /** What the gate's clock is ahead of ours, in milliseconds. */
  readonly aheadMs: number;
}

/**
 * The key of the gate to seal with now. The gate publishes the next key ahead, so the change of an epoch needs no request
 * at that moment; which one is current is told by the gate's clock, as far as its answers show it.
 */
export class GateKeys {
  readonly #options: GateKeysOptions;
  #set: KeySet | undefined;
  #asking: Promise<KeySet | undefined> | undefined;

  constructor(options: GateKeysOptions) {
    this.#options = options;
  }

  /** @throws SealedDoorFault `keys-unavailable` when the gate cannot be asked, and no key is known that still serves */
  async current(): Promise<PublicJwk> {
    const known = this.#validNow();
    if (known !== undefined && !this.#isOld()) return known;
    // A gate that is away for a moment does not matter while a key of it is still good.
    const key = (await this.#ask()) === undefined ? known : (this.#validNow() ?? this.#set?.keys[0]);
    if (key === undefined) throw new SealedDoorFault('keys-unavailable');
    return key;
  }

  /** Asks the gate before the next event, whatever is known: something could not be opened. */
  distrust(): void {
    this.#set = undefined;
  }

  #validNow(): PublicJwk | undefined {
    if (this.#set === undefined) return undefined;
    return keyAt(this.#set.keys, new Date(this.#options.timing.now() + this.#set.aheadMs));
  }

  #isOld(): boolean {
    const { timing, maxAgeMs = 60_000 } = this.#options;
    return this.#set === undefined || timing.now() - this.#set.fetchedAt >= maxAgeMs;
  }

  /** One request at a time, however many events wait for it. */
  async #ask(): Promise<KeySet | undefined> {
    this.#asking ??= this.#fetch().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #fetch(): Promise<KeySet | undefined> {
    const { url, timing, timeoutMs = 10_000 } = this.#options;
    try {
      const response = await fetch(new URL('/v1/keys', url), { signal: AbortSignal.timeout(timeoutMs) });
      const keys = response.status === 200 ? readKeySet(await response.json()) : undefined;
      if (keys === undefined || keys.length === 0) return undefined;
      const fetchedAt = timing.now();
      const gateTime = Date.parse(response.headers.get('date') ?? '');
      const aheadMs = Number.isNaN(gateTime) ? 0 : gateTime - fetchedAt;
      this.#set = { keys, fetchedAt, aheadMs };
      return this.#set;
    } catch {
      return undefined;
    }
  }
}
