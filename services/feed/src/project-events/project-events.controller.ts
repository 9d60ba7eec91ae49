import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { EffectsOnce, type EventBatch } from '@havre/messaging';
import { EntryTail } from '../stream-events/entry-tail.js';
import { FeedMetrics } from './feed-metrics.js';
import { ProjectEvents } from './project-events.js';

/** Reads every topic of the log, each event once. */
@Controller()
export class ProjectEventsController {
  constructor(
    @Inject(EffectsOnce) private readonly effects: EffectsOnce,
    @Inject(ProjectEvents) private readonly projection: ProjectEvents,
    @Inject(EntryTail) private readonly tail: EntryTail,
    @Inject(FeedMetrics) private readonly metrics: FeedMetrics,
  ) {}

  @EventPattern('havre.referral')
  onReferral(@Payload() batch: EventBatch): Promise<void> {
    return this.#project(batch);
  }

  @EventPattern('havre.capacity')
  onCapacity(@Payload() batch: EventBatch): Promise<void> {
    return this.#project(batch);
  }

  @EventPattern('havre.directory')
  onDirectory(@Payload() batch: EventBatch): Promise<void> {
    return this.#project(batch);
  }

  @EventPattern('havre.receipt')
  onReceipt(@Payload() batch: EventBatch): Promise<void> {
    return this.#project(batch);
  }

  async #project(batch: EventBatch): Promise<void> {
    let count = 0;
    await this.effects.apply(batch, async (manager, events) => {
      count = await this.projection.project(manager, events);
      return [];
    });
    this.metrics.countEntries(count);
    this.tail.wake();
  }
}
