import type { PolicyBundle } from '@havre/policy';

/** A bundle, and when it was taken over, in milliseconds since the epoch. */
export interface HeldBundle {
  readonly bundle: PolicyBundle;
  readonly since: number;
}

/**
 * The bundle that decides now. There is always one: it is given at construction, and a swap replaces it whole, so an
 * event is screened by the old bundle or by the new one, never by part of each.
 */
export class BundleHolder {
  #held: HeldBundle;

  constructor(bundle: PolicyBundle, since = 0) {
    this.#held = { bundle, since };
  }

  current(): PolicyBundle {
    return this.#held.bundle;
  }

  held(): HeldBundle {
    return this.#held;
  }

  swap(bundle: PolicyBundle, since = 0): void {
    this.#held = { bundle, since };
  }
}
