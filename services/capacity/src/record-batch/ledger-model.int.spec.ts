import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import fc from 'fast-check';
import { TERMS } from '../testing/given.js';
import { toEvent } from '../testing/ledger-asks.js';
import { modelSize, nights, play, type Counts, type LedgerUnderTest } from '../testing/ledger-commands.js';
import type { Ask } from '../testing/ledger-model.js';
import { listedEvent, withExpiry } from '../testing/sample-events.js';
import { TestLedger } from '../testing/test-ledger.js';

/** The service on PostgreSQL: inbox, ledger, outbox, and two replicas that run at once. */
class LedgerOnPostgres implements LedgerUnderTest {
  private last: readonly HavreEvent[] = [];

  constructor(
    private readonly ledger: TestLedger,
    private readonly run: number,
    private readonly subject: string,
  ) {}

  async send(asks: readonly Ask[], now: number): Promise<readonly string[]> {
    await this.ledger.setClock(now);
    this.last = this.toEvents(asks, now);
    return this.resend();
  }

  async resend(): Promise<readonly string[]> {
    if (this.last.length > 0) await this.ledger.receive(...this.last);
    return this.answers();
  }

  async crash(asks: readonly Ask[], now: number): Promise<readonly string[]> {
    await this.ledger.setClock(now);
    this.last = this.toEvents(asks, now);
    await this.ledger.lose(this.last);
    return [...(await this.answers()), ...(await this.resend())];
  }

  async race(first: readonly Ask[], second: readonly Ask[], now: number): Promise<readonly string[]> {
    await this.ledger.setClock(now);
    const batches = [this.toEvents(first, now), this.toEvents(second, now)] as const;
    this.last = batches.flat();
    await Promise.all([
      this.ledger.deliver(this.ledger.ledger, batches[0]),
      this.ledger.deliver(this.ledger.replica, batches[1]),
    ]);
    return this.answers();
  }

  async sweep(now: number): Promise<readonly string[]> {
    await this.ledger.setClock(now);
    const replicas = [this.ledger.ledger, this.ledger.replica];
    await Promise.all(replicas.flatMap(({ expiry, ageing }) => [expiry.run(), ageing.run()]));
    return this.answers();
  }

  async counts(): Promise<Counts | undefined> {
    return (await this.ledger.rows()).find(({ service }) => service === this.subject);
  }

  private toEvents(asks: readonly Ask[], now: number): readonly HavreEvent[] {
    return asks.map((ask) => toEvent(ask, now, { run: this.run, subject: this.subject }));
  }

  private async answers(): Promise<readonly string[]> {
    const published = await this.ledger.published();
    return withExpiry(published).filter((answer) => answer !== 'capacity.updated');
  }
}

/** A night of twenty thousand runs is long; `npm test` plays two hundred short ones. */
const LIMIT_MS = 12 * 3_600_000;

describe('the ledger on PostgreSQL beside the model', () => {
  let ledger: TestLedger;
  let run = 0;

  beforeAll(async () => {
    ledger = await TestLedger.start({ terms: { ...TERMS, publisherShare: 0.5 }, workers: { batchSize: 3 } });
  });
  afterAll(() => ledger.stop());

  it(
    'agrees on every night',
    async () => {
      const { runs: numRuns, commands: most } = modelSize(40);
      await fc.assert(
        fc.asyncProperty(nights(most), async (commands) => {
          run += 1;
          const subject = `maison-${run}`;
          await ledger.reset();
          await ledger.receive(listedEvent(subject));
          await play(commands, new LedgerOnPostgres(ledger, run, subject));
        }),
        { numRuns },
      );
    },
    LIMIT_MS,
  );
});
