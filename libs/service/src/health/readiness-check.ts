/** Something a service cannot work without. `check` resolves when it works; what it throws is read for its code only. */
export interface ReadinessCheck {
  /** e.g. `database`, `event-log`. */
  readonly name: string;
  readonly check: () => Promise<unknown>;
  /** What else to say of it: versions, hashes, ages. No content. */
  readonly describe?: () => Readonly<Record<string, string | number>>;
}

/** Injection token of the `ReadinessCheck[]`. */
export const READINESS_CHECKS = Symbol('ReadinessChecks');
