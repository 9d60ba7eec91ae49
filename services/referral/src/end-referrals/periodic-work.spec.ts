import { describe, expect, it } from '@jest/globals';
import { PeriodicWork } from './periodic-work.js';

function setUp(work: () => Promise<void>) {
  const waiting: (() => void)[] = [];
  const faults: string[] = [];
  const periodic = new PeriodicWork(
    [{ name: 'look', intervalMs: 1_000, work }],
    { fault: (event) => void faults.push(event) },
    (_delayMs, task) => {
      waiting.push(task);
      return () => waiting.splice(waiting.indexOf(task), 1);
    },
  );
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { periodic, waiting, faults, settle };
}

describe('what the clock does', () => {
  it('begins at the start and again after each round', async () => {
    let rounds = 0;
    const { periodic, waiting, settle } = setUp(async () => {
      rounds += 1;
    });
    periodic.onApplicationBootstrap();
    await settle();
    waiting.splice(0).forEach((task) => task());
    await settle();
    expect(rounds).toBe(2);
  });

  it('goes on after a round that failed, and says no more than that', async () => {
    const { periodic, waiting, faults, settle } = setUp(async () => {
      throw new Error('somebody');
    });
    periodic.onApplicationBootstrap();
    await settle();
    expect(faults).toEqual(['work-failed']);
    expect(waiting).toHaveLength(1);
  });

  it('waits for the round under way when it stops, and begins none', async () => {
    let finish: () => void = () => undefined;
    const { periodic, waiting } = setUp(() => new Promise((resolve) => (finish = resolve)));
    periodic.onApplicationBootstrap();
    const stopped = periodic.beforeApplicationShutdown();
    finish();
    await stopped;
    expect(waiting).toEqual([]);
  });
});
