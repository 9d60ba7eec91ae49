import type { PolicyBundle } from '@havre/policy';

/**
 * The bundle that decides now. There is always one: it is given at construction, and a swap replaces it whole, so an
 * event is screened by the old bundle or by the new one, never by part of each.
 */
export class BundleHolder {
  #bundle: PolicyBundle;

  constructor(bundle: PolicyBundle) {
    this.#bundle = bundle;
  }

  current(): PolicyBundle {
    return this.#bundle;
  }

  swap(bundle: PolicyBundle): void {
    this.#bundle = bundle;
  }
}
