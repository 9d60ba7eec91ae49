import { setTimeout as sleep } from 'node:timers/promises';
import type { DoorClient, OutgoingEvent, PublishResult } from '@havre/publisher';

const LARGEST_BATCH = 100;

interface Waiting {
  readonly event: OutgoingEvent;
  readonly done: (result: PublishResult) => void;
}

/** Publishes events in batches: what is sent while a request is under way goes with the next one. */
export class EventSender {
  readonly #door: DoorClient;
  readonly #waiting: Waiting[] = [];
  #isSending = false;

  constructor(door: DoorClient) {
    this.#door = door;
  }

  /** Resolves with the gate's answer; an event that cannot be taken now is sent again, unchanged, until it can. */
  send(event: OutgoingEvent): Promise<PublishResult> {
    return new Promise((resolve) => {
      this.#waiting.push({ event, done: resolve });
      if (this.#isSending) return;
      this.#isSending = true;
      // One turn later, so that events sent together travel together.
      setImmediate(() => void this.#drain());
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, LARGEST_BATCH);
      const results = await this.#door.publishBatch(batch.map(({ event }) => event));
      const again: Waiting[] = [];
      let pauseSeconds = 0;
      batch.forEach((waiting, index) => {
        const result = results[index] ?? { outcome: 'unavailable', retryAfterSeconds: 1 };
        if (result.outcome === 'unavailable') {
          again.push(waiting);
          pauseSeconds = Math.max(pauseSeconds, result.retryAfterSeconds);
        } else waiting.done(result);
      });
      this.#waiting.unshift(...again);
      await sleep(pauseSeconds * 1_000);
    }
    this.#isSending = false;
  }
}
