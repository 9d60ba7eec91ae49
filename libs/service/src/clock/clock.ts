/** Injection token of the `Clock`. */
export const CLOCK = Symbol('Clock');

/**
 * The one clock of a service's decisions. Places, offers and expiry go by the database's clock (`havre_now()` in SQL);
 * this one is for what never touches the database.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved, for tests. */
export class ManualClock implements Clock {
  #now: number;

  constructor(start: Date | string) {
    this.#now = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Moves forward (or back, when negative). */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
