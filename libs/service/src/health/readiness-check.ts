/** Something a service cannot work without. `check` resolves when it works; what it throws is read for its code only. */
export interface ReadinessCheck {
  /** e.g. `database`, `event-log`. */
  readonly name: string;
  readonly check: () => Promise<unknown>;
}

/** Injection token of the `ReadinessCheck[]`. */
export const READINESS_CHECKS = Symbol('ReadinessChecks');
