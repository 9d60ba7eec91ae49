import { createHash } from 'node:crypto';

import type { Outbox, OutboxRelay } from '@havre/messaging';
import { FaultError } from '@havre/service';
import type { DataSource } from 'typeorm';

import { departmentOf, verdictEvent, type SealedOutcome } from '../domain/sealed-verdict.js';
import { tallyOf, type Drop } from '../domain/tally.js';
import type { IngressProgress, IngressRepository } from '../persistence/ingress.repository.js';
import { storeTally } from '../persistence/tally.repository.js';

/** Another replica has dealt with these records meanwhile: this one lets go of them. */
export class PositionMovedFault extends FaultError<'ingress-position-moved'> {
  constructor() {
    super('ingress-position-moved', true);
  }
}

export interface SettleBatchParts {
  readonly dataSource: DataSource;
  readonly positions: IngressRepository;
  readonly outbox: Outbox;
  readonly relay: OutboxRelay;
  readonly now: () => Date;
}

/** What became of consecutive records of one partition. */
export interface SettledBatch {
  readonly from: IngressProgress;
  /** The first offset that is not part of it. */
  readonly nextOffset: bigint;
  /** Where each outcome belongs. */
  readonly offsets: readonly bigint[];
  readonly outcomes: readonly SealedOutcome[];
  readonly drops: readonly Drop[];
}

/** Writes what became of a batch in one transaction: the position, the counts, and the verdicts on their way. */
export class SettleBatch {
  readonly #parts: SettleBatchParts;

  constructor(parts: SettleBatchParts) {
    this.#parts = parts;
  }

  /** @throws PositionMovedFault when it was settled elsewhere; faults of the database as they are */
  async settle(batch: SettledBatch): Promise<void> {
    const { dataSource, positions, outbox, relay, now } = this.#parts;
    const { from, nextOffset, offsets, outcomes, drops } = batch;
    const last = offsets.at(-1);
    const contentEnd = last === undefined ? undefined : last + 1n;
    const stamp = { now: now(), uuidOf };
    const department = departmentOf(from.topic);
    const events = outcomes.map((outcome, index) =>
      verdictEvent(outcome, { ...from, department, offset: offsets[index] ?? 0n }, stamp),
    );
    await dataSource.transaction(async (manager) => {
      if (!(await positions.advance(manager, from, { nextOffset, contentEnd }))) {
        throw new PositionMovedFault();
      }
      await storeTally(manager, tallyOf([], drops));
      await outbox.add(manager, events);
    });
    relay.wake();
  }
}

/** A UUID of version 8 from a digest. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
