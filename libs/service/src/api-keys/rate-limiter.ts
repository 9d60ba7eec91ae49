import type { Clock } from '../clock/clock.js';

const MINUTE_MS = 60_000;
const MOST_NAMES = 10_000;

interface Bucket {
  /** In units of which a request costs 60 000 and a millisecond brings `perMinute`: whole numbers only. */
  credit: number;
  filledAt: number;
}

/**
 * A token bucket for each name: `perMinute` requests at once, refilled evenly. Names are key ids, of which there are few;
 * when there are many, those that are full again are forgotten.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #full: number;

  constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
  ) {
    this.#full = perMinute * MINUTE_MS;
  }

  /** Takes one request. Returns 0 when it may go on, else the milliseconds until the next one may. */
  take(name: string): number {
    const bucket = this.#filled(name);
    if (bucket.credit < MINUTE_MS) return Math.ceil((MINUTE_MS - bucket.credit) / this.perMinute);
    bucket.credit -= MINUTE_MS;
    return 0;
  }

  #filled(name: string): Bucket {
    const now = this.clock.now().getTime();
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return this.#add(name, now);
    const elapsed = Math.max(0, now - bucket.filledAt);
    bucket.credit = Math.min(this.#full, bucket.credit + elapsed * this.perMinute);
    bucket.filledAt = now;
    return bucket;
  }

  #add(name: string, now: number): Bucket {
    if (this.#buckets.size >= MOST_NAMES) this.#forgetFull(now);
    const bucket = { credit: this.#full, filledAt: now };
    this.#buckets.set(name, bucket);
    return bucket;
  }

  /** After a minute without requests a bucket is full, and so as good as new. */
  #forgetFull(now: number): void {
    for (const [name, { filledAt }] of this.#buckets) {
      if (now - filledAt >= MINUTE_MS) this.#buckets.delete(name);
    }
  }
}
