import type { PartitionLag } from '@havre/messaging';

import { isCleared, isOver } from '../domain/epoch.js';
import type { EpochsNow, StoredEpoch } from '../persistence/epoch.repository.js';
import type { IngressProgress } from '../persistence/ingress.repository.js';
import { LIVE_MS } from './epoch-keeper.js';

export interface EndEpochsParts {
  readonly epochs: { now(liveMs: number): Promise<EpochsNow>; end(kid: string): Promise<void> };
  readonly positions: () => Promise<readonly IngressProgress[]>;
  /** Ends of all partitions of the sealed topics, and how far the group has come. */
  readonly lag: () => Promise<readonly PartitionLag[]>;
}

/**
 * Ends epochs: once one is over, with its grace, and everything that the sealed topics held at that moment has been read
 * and deleted, nobody needs its key any more.
 */
export class EndEpochs {
  readonly #parts: EndEpochsParts;
  /** The ends of all partitions when each epoch was first seen to be over. */
  readonly #ends = new Map<string, readonly PartitionLag[]>();

  constructor(parts: EndEpochsParts) {
    this.#parts = parts;
  }

  /** To be repeated. Rejects when the database or the log is away. */
  async round(): Promise<void> {
    const { epochs, now } = await this.#parts.epochs.now(LIVE_MS);
    const over = epochs.filter(({ notAfter }) => isOver(notAfter, now));
    this.#forgetOthers(over);
    if (over.length === 0) return;
    const lags = await this.#parts.lag();
    if (lags.length === 0) return;
    const positions = await this.#parts.positions();
    for (const epoch of over) await this.#endOnceCleared(epoch, lags, positions);
  }

  async #endOnceCleared(
    { kid }: StoredEpoch,
    lags: readonly PartitionLag[],
    positions: readonly IngressProgress[],
  ): Promise<void> {
    const ends = this.#ends.get(kid) ?? lags;
    this.#ends.set(kid, ends);
    const isDone = ends.every(({ topic, partition, end }) => {
      const at = (one: { readonly topic: string; readonly partition: number }): boolean =>
        one.topic === topic && one.partition === partition;
      const position = positions.find(at) ?? { nextOffset: 0n, contentEnd: 0n, deletedBefore: 0n };
      return isCleared(end, lags.find(at)?.committed ?? 0n, position);
    });
    if (isDone) await this.#parts.epochs.end(kid);
  }

  #forgetOthers(over: readonly StoredEpoch[]): void {
    const kept = new Set(over.map(({ kid }) => kid));
    for (const kid of [...this.#ends.keys()].filter((one) => !kept.has(one))) this.#ends.delete(kid);
  }
}
