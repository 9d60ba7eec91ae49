import { Random } from '../demo/random.js';

/** One choice and how often it is made, in shares of any sum. */
export type Shares<T> = readonly [readonly [T, number], ...(readonly [T, number])[]];

/** Seeded draws of the distributions that the models need. */
export class Draw extends Random {
  /** Another source that depends on this one's seed only: models do not disturb one another. */
  static forModel(seed: number, model: number): Draw {
    return new Draw((Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(model, 0x85ebca6b)) >>> 0);
  }

  /** One of the choices, as often as its share says. */
  share<T>(shares: Shares<T>): T {
    let total = 0;
    for (const [, share] of shares) total += share;
    let left = this.next() * total;
    for (const [value, share] of shares) {
      left -= share;
      if (left < 0) return value;
    }
    return shares[0][0];
  }

  /** Waiting times without memory, above 0. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  /** Uniform in [low, high). */
  within(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** How many of many rare things happen. */
  poisson(mean: number): number {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.#normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }

  /** Rounds up as often as the fraction says, so that the sum comes out right. */
  round(value: number): number {
    const whole = Math.floor(value);
    return this.chance(value - whole) ? whole + 1 : whole;
  }

  /** Of twelve uniform draws (Irwin-Hall): good to three deviations, and the same on every machine. */
  #normal(): number {
    let sum = -6;
    for (let index = 0; index < 12; index += 1) sum += this.next();
    return sum;
  }
}
