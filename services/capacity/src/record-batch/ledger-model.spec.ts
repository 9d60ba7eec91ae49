import { describe, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import fc from 'fast-check';
import { isDue } from '../domain/hold.js';
import { decide } from '../domain/ledger.js';
import { SERVICE, TERMS, emptyService, holdId } from '../testing/given.js';
import { liveSums, toEvent } from '../testing/ledger-asks.js';
import { modelSize, nights, play, type Counts, type LedgerUnderTest } from '../testing/ledger-commands.js';
import type { Ask } from '../testing/ledger-model.js';
import { withExpiry } from '../testing/sample-events.js';
import { answerEffect } from './answer-effect.js';
import { readEntry, type LedgerEntry } from './read-entry.js';

const HALF = { ...TERMS, publisherShare: 0.5 };

/** The decisions alone; after each batch the book is read back from what it would have written. */
class LedgerInMemory implements LedgerUnderTest {
  private book = emptyService();

  send(asks: readonly Ask[], now: number): Promise<readonly string[]> {
    if (asks.some((ask) => this.concerns(ask, now))) this.endAdjustments(now);
    const answers = asks.flatMap((ask) => this.tell(readEntry(toEvent(ask, now, { run: 0 })), now));
    const { book } = this;
    this.book = emptyService({
      rows: [...book.rows()],
      holds: [...book.holds()],
      movements: [...book.movements()],
    });
    return Promise.resolve(withExpiry(answers));
  }

  /** The inbox keeps what is delivered again from the decisions. */
  resend(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  /** What is lost in memory was never there. */
  crash(asks: readonly Ask[], now: number): Promise<readonly string[]> {
    return this.send(asks, now);
  }

  async race(first: readonly Ask[], second: readonly Ask[], now: number): Promise<readonly string[]> {
    return [...(await this.send(second, now)), ...(await this.send(first, now))];
  }

  sweep(now: number): Promise<readonly string[]> {
    this.endAdjustments(now);
    const due = [...this.book.holds()].flatMap(({ holdId }) =>
      this.tell({ serviceId: SERVICE, command: { kind: 'expire-hold', holdId } }, now),
    );
    return Promise.resolve(withExpiry(due));
  }

  counts(): Promise<Counts | undefined> {
    const row = this.book.row('bed||');
    return Promise.resolve(row === undefined ? undefined : { ...row, ...liveSums([...this.book.holds()]) });
  }

  /** Whether the row would be read for it. */
  private concerns(ask: Ask, now: number): boolean {
    if (ask.ask === 'occupy' && [...this.book.holds()].some((hold) => isDue(hold, now))) return true;
    const isOfHold = ask.ask === 'confirm' || ask.ask === 'occupy' || ask.ask === 'release';
    return !isOfHold || this.book.hold(holdId(ask.hold)) !== undefined;
  }

  private endAdjustments(now: number): void {
    this.tell({ serviceId: SERVICE, command: { kind: 'end-adjustments', unitKey: 'bed||' } }, now);
  }

  private tell(entry: LedgerEntry | undefined, now: number): readonly HavreEvent[] {
    if (entry === undefined) throw new TypeError('an event that asks for nothing');
    return decide(this.book, entry.command, HALF, now).flatMap((effect) => {
      this.book.apply(effect);
      return answerEffect(effect, { serviceId: SERVICE, now, cause: entry.cause, newId: () => 'any' });
    });
  }
}

describe('the decisions of the ledger beside the model', () => {
  it(
    'agree on every night',
    async () => {
      const { runs: numRuns, commands: most } = modelSize(200);
      await fc.assert(
        fc.asyncProperty(nights(most), (commands) => play(commands, new LedgerInMemory())),
        { numRuns },
      );
    },
    12 * 3_600_000,
  );
});
