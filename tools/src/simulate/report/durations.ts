import { MINUTE_MS } from '../calendar.js';

/** Widths grow by a twentieth: a quantile is right to five in a hundred, whatever the number of durations. */
const GROWTH = Math.log(1.05);

/** Durations by length, in bounded memory. */
export class Durations {
  private readonly buckets: number[] = [];
  private counted = 0;
  private longestMs = 0;

  add(milliseconds: number): void {
    const bucket = Math.floor(Math.log(Math.max(1, milliseconds / MINUTE_MS)) / GROWTH);
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
    this.counted += 1;
    this.longestMs = Math.max(this.longestMs, milliseconds);
  }

  get count(): number {
    return this.counted;
  }

  get longestMinutes(): number {
    return Math.round(this.longestMs / MINUTE_MS);
  }

  /** The duration in minutes that a share of all do not exceed, 0..1; null when there are none. */
  quantileMinutes(share: number): number | null {
    if (this.counted === 0) return null;
    const wanted = Math.max(1, Math.ceil(share * this.counted));
    let seen = 0;
    for (let bucket = 0; bucket < this.buckets.length; bucket += 1) {
      seen += this.buckets[bucket] ?? 0;
      if (seen >= wanted) return Math.min(this.longestMinutes, Math.round(Math.exp((bucket + 0.5) * GROWTH)));
    }
    return this.longestMinutes;
  }
}
