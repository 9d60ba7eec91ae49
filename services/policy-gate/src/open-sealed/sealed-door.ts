import { setTimeout as sleep } from 'node:timers/promises';

import { EventLogError, type EventLog, type Subscription } from '@havre/messaging';
import type { ServiceLogger } from '@havre/service';
import type { BeforeApplicationShutdown } from '@nestjs/common';

import { ingressTopic } from '../domain/sealed-verdict.js';
import type { EndEpochs } from '../keep-epochs/end-epochs.js';
import type { EpochKeeper } from '../keep-epochs/epoch-keeper.js';
import type { OpenBatch } from './open-batch.js';
import type { SweepIngress } from './sweep-ingress.js';

/** The consumer group of the sealed door. */
export const GROUP = 'policy-gate';

export interface SealedDoorParts {
  readonly log: EventLog;
  readonly departments: readonly string[];
  readonly keeper: EpochKeeper;
  readonly ending: EndEpochs;
  readonly opening: OpenBatch;
  readonly sweep: SweepIngress;
  readonly logger: ServiceLogger;
}

const EVERY_MS = 1_000;
/** Rounds between two looks for what was left undone. */
const SWEEP_EVERY = 5;
const TOPIC = { partitions: 3, retentionMs: 86_400_000, isErasedSoon: true };

/** The door for sealed events: keys first, then the records that need them; both until the end. */
export class SealedDoor implements BeforeApplicationShutdown {
  readonly #parts: SealedDoorParts;
  readonly #stopped = new AbortController();
  #subscription: Subscription | undefined;
  #rounds: Promise<void> | undefined;
  #isCurrent = false;

  constructor(parts: SealedDoorParts) {
    this.#parts = parts;
  }

  /**
   * @param url how other replicas reach this one
   * @throws EventLogError, and what the database throws
   */
  async start(url: string): Promise<void> {
    const { log, departments, keeper, opening } = this.#parts;
    const topics = departments.map((department) => ingressTopic(department));
    await log.ensureTopics(topics.map((name) => ({ name, ...TOPIC })));
    await keeper.start(url);
    this.#isCurrent = true;
    this.#subscription = await log.subscribe({ group: GROUP, topics }, (batch) => opening.handle(batch));
    this.#rounds = this.#repeat();
  }

  /** Whether a partition is this replica's to clean up. */
  #isOwn(topic: string, partition: number): boolean {
    return (this.#subscription?.assigned() ?? []).some(
      (own) => own.topic === topic && own.partition === partition,
    );
  }

  /** @throws EventLogError `unavailable` while the keys are not those of now */
  checkReady(): Promise<void> {
    return this.#isCurrent
      ? Promise.resolve()
      : Promise.reject(new EventLogError('unavailable', 'epoch-keys'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { sweep, keeper, logger } = this.#parts;
    this.#stopped.abort();
    await this.#subscription?.close();
    await sweep.stop();
    await this.#rounds;
    await keeper.stop().catch((error: unknown) => logger.fault('epoch-keys-not-left', error));
  }

  async #repeat(): Promise<void> {
    const { keeper, ending, sweep } = this.#parts;
    const { signal } = this.#stopped;
    for (let round = 1; !this.#isStopped(); round += 1) {
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (this.#isStopped()) return;
      this.#isCurrent = await this.#attempt('epoch-keys-not-kept', () => keeper.round());
      await this.#attempt('epochs-not-ended', () => ending.round());
      if (round % SWEEP_EVERY === 0) {
        await this.#attempt('ingress-not-looked-at', () =>
          sweep.round((topic, partition) => this.#isOwn(topic, partition)),
        );
      }
    }
  }

  #isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  /** The next round does what this one could not. */
  async #attempt(failure: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#parts.logger.fault(failure, error);
      return false;
    }
  }
}
