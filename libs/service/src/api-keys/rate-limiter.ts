import type { Clock } from '../clock/clock.js';

const MINUTE_MS = 60_000;
const MOST_NAMES = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * A token bucket for each name: `perMinute` requests at once, refilled evenly. Names are key ids, of which there are few;
 * when there are many, those that are full again are forgotten.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
  ) {}

  /** Takes one request. Returns 0 when it may go on, else the milliseconds until the next one may. */
  take(name: string): number {
    const bucket = this.#filled(name);
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * MINUTE_MS) / this.perMinute);
    bucket.tokens -= 1;
    return 0;
  }

  #filled(name: string): Bucket {
    const now = this.clock.now().getTime();
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return this.#add(name, now);
    const elapsed = Math.max(0, now - bucket.filledAt);
    bucket.tokens = Math.min(this.perMinute, bucket.tokens + (elapsed * this.perMinute) / MINUTE_MS);
    bucket.filledAt = now;
    return bucket;
  }

  #add(name: string, now: number): Bucket {
    if (this.#buckets.size >= MOST_NAMES) this.#forgetFull(now);
    const bucket = { tokens: this.perMinute, filledAt: now };
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
