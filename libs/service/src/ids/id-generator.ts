import { randomFillSync } from 'node:crypto';
import type { Clock } from '../clock/clock.js';

/** Injection token of the `IdGenerator`. */
export const IDS = Symbol('IdGenerator');

/** Makes ids. */
export interface IdGenerator {
  /** A UUID version 7: sorts by the time it was made, and within one process strictly by order of making. */
  uuid(): string;
}

const TIME_BITS = 48n;
const COUNTER_MAX = 0xfffn;
const POOL_BYTES = 4_096;
const RANDOM_BYTES = 8;

/**
 * UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, a 12-bit counter that starts at random in its lower half
 * each millisecond (method 1 of section 6.2), and 62 random bits. When the counter is used up, or the clock goes back, the
 * time of the last id is kept or moved on by one, so the order never breaks.
 */
export class UuidV7Generator implements IdGenerator {
  readonly #pool = new Uint8Array(POOL_BYTES);
  #used = POOL_BYTES;
  #time = 0n;
  #counter = 0n;

  constructor(private readonly clock: Clock) {}

  uuid(): string {
    const random = this.#random();
    this.#tick(random);
    const high = (this.#time << 16n) | 0x7000n | this.#counter;
    const low = (random & 0x3fff_ffff_ffff_ffffn) | 0x8000_0000_0000_0000n;
    const hex = high.toString(16).padStart(16, '0') + low.toString(16).padStart(16, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  #tick(random: bigint): void {
    const now = BigInt.asUintN(Number(TIME_BITS), BigInt(this.clock.now().getTime()));
    if (now > this.#time) {
      this.#time = now;
      this.#counter = (random >> 2n) & 0x7ffn;
    } else if (this.#counter < COUNTER_MAX) {
      this.#counter += 1n;
    } else {
      this.#time += 1n;
      this.#counter = 0n;
    }
  }

  /** 64 random bits. The pool saves a call to the operating system for each id. */
  #random(): bigint {
    if (this.#used === POOL_BYTES) {
      randomFillSync(this.#pool);
      this.#used = 0;
    }
    const view = new DataView(this.#pool.buffer, this.#used, RANDOM_BYTES);
    this.#used += RANDOM_BYTES;
    return view.getBigUint64(0);
  }
}

/** Ids that say in which order they were made and nothing else, for tests: `00000000-0000-7000-8000-000000000001`, … */
export class SequentialIds implements IdGenerator {
  #last = 0;

  uuid(): string {
    this.#last += 1;
    return `00000000-0000-7000-8000-${String(this.#last).padStart(12, '0')}`;
  }
}
