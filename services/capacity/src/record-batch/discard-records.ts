import { Inject, Injectable } from '@nestjs/common';
import { isPartnerEventType, type HavreEvent } from '@havre/events';
import type { DiscardedRecord } from '@havre/messaging';
import type { EntityManager } from 'typeorm';
import { DatabaseClock } from '../persistence/database-clock.js';
import { notApplied } from '../apply-report/statement.js';
import { holdRefused } from '../place-hold/place-hold.js';
import { NEW_ID } from '../settings/tokens.js';
import type { LedgerEntry } from './read-entry.js';
import { RecordBatch } from './record-batch.js';

/**
 * What an operator who discards the records of a parked service does to the ledger: their publishers are told, holds
 * asked for are refused, and holds that the records speak of are given back.
 */
@Injectable()
export class DiscardRecords {
  constructor(
    private readonly ledger: RecordBatch,
    private readonly clock: DatabaseClock,
    @Inject(NEW_ID) private readonly newId: () => string,
  ) {}

  async discard(
    manager: EntityManager,
    discarded: readonly DiscardedRecord[],
  ): Promise<readonly HavreEvent[]> {
    const now = await this.clock.now(manager);
    const events = discarded.flatMap(({ event }) => event ?? []);
    const answers = events.flatMap((cause) => this.answer(cause, now));
    return [...answers, ...(await this.ledger.record(manager, events.flatMap(giveBack)))];
  }

  private answer(cause: HavreEvent, now: number): readonly HavreEvent[] {
    const context = { serviceId: cause.subject, now, cause, newId: this.newId };
    if (cause.type === 'havre.hold.requested.v1') {
      return [holdRefused(cause.data.holdId, 'gone', context)];
    }
    return isPartnerEventType(cause.type) ? notApplied('discarded', context) : [];
  }
}

function giveBack(cause: HavreEvent): readonly LedgerEntry[] {
  switch (cause.type) {
    case 'havre.hold.requested.v1':
    case 'havre.hold.confirmation-requested.v1':
    case 'havre.hold.occupation-requested.v1':
    case 'havre.hold.release-requested.v1': {
      const { holdId } = cause.data;
      const releasedAt = Date.parse(cause.time);
      const command = { kind: 'release-hold', holdId, releasedAt, correctAvailability: false } as const;
      return [{ serviceId: cause.subject, command, cause }];
    }
    default:
      return [];
  }
}
