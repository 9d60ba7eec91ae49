import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { EffectsOnce, type EventBatch } from '@havre/messaging';
import { FollowDirectory } from './follow-directory/follow-directory.js';
import { readEntry } from './record-batch/read-entry.js';
import { RecordBatch } from './record-batch/record-batch.js';

/** Where the event log enters the service: a batch is one transaction, and its effects happen once. */
@Controller()
export class EventsController {
  constructor(
    private readonly effects: EffectsOnce,
    private readonly ledger: RecordBatch,
    private readonly directory: FollowDirectory,
  ) {}

  /** Most records of the topic are our own answers; only those that ask for something are looked at. */
  @EventPattern('havre.capacity')
  async record(@Payload() batch: EventBatch): Promise<void> {
    const events = batch.events.filter(({ event }) => readEntry(event) !== undefined);
    if (events.length === 0) return;
    await this.effects.apply({ signal: batch.signal, events }, (manager, fresh) =>
      this.ledger.record(
        manager,
        fresh.flatMap((event) => readEntry(event) ?? []),
      ),
    );
  }

  @EventPattern('havre.directory')
  async follow(@Payload() batch: EventBatch): Promise<void> {
    await this.effects.apply(batch, (manager, fresh) => this.directory.follow(manager, fresh));
  }
}
