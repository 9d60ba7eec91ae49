import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { HavreEvent } from '@havre/events';
import { EffectsOnce, type Effect, type EventBatch } from '@havre/messaging';
import { ApplyAnswers } from './apply-answer/apply-answers.js';
import { readAnswer } from './apply-answer/read-answer.js';
import { DirectoryCache } from './find-places/directory-cache.js';
import { FollowCapacity, isCapacityEvent } from './follow-capacity/follow-capacity.js';
import { FollowDirectory, isDirectoryEvent } from './follow-directory/follow-directory.js';
import { isIntakeEvent, ReceiveIntakes } from './receive-intake/receive-intakes.js';

/** Name of the service's group in the event log. */
export const CONSUMER = 'referral';

/** Batches of the log, one transaction each; events that concern nobody here cost nothing. */
@Controller()
export class EventsController {
  constructor(
    private readonly once: EffectsOnce,
    private readonly cache: DirectoryCache,
    private readonly intakes: ReceiveIntakes,
    private readonly answers: ApplyAnswers,
    private readonly capacity: FollowCapacity,
    private readonly directory: FollowDirectory,
  ) {}

  @EventPattern('havre.intake')
  onIntakes(@Payload() batch: EventBatch): Promise<void> {
    return this.apply(batch, isIntakeEvent, (manager, events) => this.intakes.receive(manager, events));
  }

  @EventPattern('havre.referral')
  onReferrals(@Payload() batch: EventBatch): Promise<void> {
    const isAnswer = (event: HavreEvent): boolean => readAnswer(event) !== undefined;
    return this.apply(batch, isAnswer, (manager, events) => this.answers.apply(manager, events));
  }

  @EventPattern('havre.capacity')
  onCapacity(@Payload() batch: EventBatch): Promise<void> {
    return this.apply(batch, isCapacityEvent, (manager, events) => this.capacity.follow(manager, events));
  }

  @EventPattern('havre.directory')
  onDirectory(@Payload() batch: EventBatch): Promise<void> {
    return this.apply(batch, isDirectoryEvent, (manager, events) => this.directory.follow(manager, events));
  }

  private async apply(
    { events, signal }: EventBatch,
    concerns: (event: HavreEvent) => boolean,
    effect: Effect,
  ): Promise<void> {
    const concerning = events.filter(({ event }) => concerns(event));
    if (concerning.length === 0) return;
    try {
      await this.once.apply({ events: concerning, signal }, effect);
    } catch (error) {
      this.cache.invalidate();
      throw error;
    }
  }
}
