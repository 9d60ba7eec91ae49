import { beforeEach, describe, expect, it } from '@jest/globals';
import { ACCUEIL, BONAVENTURE, LOISIRS } from '../testing/events.js';
import { ManualTimer, settle } from '../testing/manual-timer.js';
import { SilentLogger } from '../testing/silent-logger.js';
import { EntryTail, type NewEntries } from './entry-tail.js';

/** Entries as a list of recipients; the position is the length. */
class ListedEntries implements NewEntries {
  readonly recipients: string[] = [];
  looks = 0;
  isDown = false;

  async last(): Promise<bigint> {
    this.looks += 1;
    if (this.isDown) throw new TypeError('made to fail');
    return BigInt(this.recipients.length);
  }

  async recipientsBetween(after: bigint, through: bigint): Promise<readonly string[]> {
    return this.recipients.slice(Number(after), Number(through));
  }
}

const LONG = 60_000;

describe('EntryTail', () => {
  let entries: ListedEntries;
  let timer: ManualTimer;
  let logger: SilentLogger;
  let tail: EntryTail;
  const { signal } = new AbortController();

  beforeEach(() => {
    entries = new ListedEntries();
    timer = new ManualTimer();
    logger = new SilentLogger();
    tail = new EntryTail({ entries, pollMs: 500, timer, logger });
  });

  /** What `next` has answered so far. */
  const waitFor = (...[source = ACCUEIL, stop = signal]: [source?: string, stop?: AbortSignal]) => {
    const watch = tail.watch([source]);
    const seen: string[] = [];
    const go = async (): Promise<void> => {
      for (let answer = ''; answer !== 'ended'; seen.push(answer)) answer = await watch.next(LONG, stop);
    };
    void go();
    return { watch, seen };
  };

  it('asks nothing while nobody watches', async () => {
    tail.wake();
    await timer.pass(5_000);
    expect(entries.looks).toBe(0);
    expect(timer.waiting).toBe(0);
  });

  it('wakes those whom the news is for, and nobody else', async () => {
    const accueil = waitFor(ACCUEIL);
    const loisirs = waitFor(LOISIRS);
    await tail.look();
    await settle();
    expect([accueil.seen, loisirs.seen]).toEqual([['changed'], ['changed']]);
    entries.recipients.push(LOISIRS, BONAVENTURE);
    await tail.look();
    await settle();
    expect([accueil.seen, loisirs.seen]).toEqual([['changed'], ['changed', 'changed']]);
  });

  it('looks by itself for what another instance has written', async () => {
    const { seen } = waitFor();
    await timer.pass(500);
    entries.recipients.push(ACCUEIL);
    await timer.pass(499);
    expect(seen).toEqual(['changed']);
    await timer.pass(1);
    expect(seen).toEqual(['changed', 'changed']);
  });

  it('never misses what came between two calls', async () => {
    const watch = tail.watch([ACCUEIL]);
    await tail.look();
    await watch.next(LONG, signal);
    entries.recipients.push(ACCUEIL);
    await tail.look();
    expect(await watch.next(LONG, signal)).toBe('changed');
  });

  it('sees what was written while it was looking', async () => {
    const { seen } = waitFor();
    await tail.look();
    await settle();
    const looking = tail.look();
    entries.recipients.push(ACCUEIL);
    tail.wake();
    await looking;
    await settle();
    expect(seen).toEqual(['changed', 'changed']);
  });

  it('says when nothing happened for a while', async () => {
    const watch = tail.watch([ACCUEIL]);
    await tail.look();
    await watch.next(LONG, signal);
    const answer = watch.next(1_000, signal);
    await timer.pass(1_000);
    expect(await answer).toBe('idle');
  });

  it('ends a wait at once when its reader leaves, and leaves nothing behind', async () => {
    const leaving = new AbortController();
    const { watch, seen } = waitFor(ACCUEIL, leaving.signal);
    await settle();
    leaving.abort();
    await settle();
    expect(seen).toEqual(['ended']);
    watch.close();
    expect(timer.waiting).toBe(0);
    expect(await tail.watch([ACCUEIL]).next(LONG, leaving.signal)).toBe('ended');
  });

  it('goes on looking after a fault of the database', async () => {
    const { seen } = waitFor();
    entries.isDown = true;
    await timer.pass(500);
    expect(logger.said).toEqual(['feed-tail-failed']);
    entries.isDown = false;
    await timer.pass(500);
    expect(seen).toEqual(['changed']);
  });

  it('has everybody read again when the database was put back to an earlier state', async () => {
    entries.recipients.push(LOISIRS, LOISIRS);
    const { seen } = waitFor();
    await tail.look();
    await settle();
    entries.recipients.pop();
    await tail.look();
    await settle();
    expect(seen).toEqual(['changed', 'changed']);
  });

  it('stops looking once the last reader has gone', async () => {
    const [first, second] = [tail.watch([ACCUEIL]), tail.watch([LOISIRS])];
    first.close();
    await timer.pass(500);
    expect(entries.looks).toBe(1);
    second.close();
    await timer.pass(5_000);
    expect(entries.looks).toBe(1);
  });
});
