import type { ServiceLogger } from '@havre/service';
import { describe, expect, it } from '@jest/globals';

import { Housekeeping, type HousekeepingParts } from './housekeeping.js';

interface World {
  readonly done: string[];
  readonly housekeeping: Housekeeping;
  tick(): void;
}

function newWorld(changes: Partial<HousekeepingParts> = {}): World {
  const done: string[] = [];
  let tick = (): void => undefined;
  const say = (event: string): void => void done.push(event);
  const logger: ServiceLogger = { debug: say, info: say, warn: say, error: say, fault: say };
  const housekeeping = new Housekeeping({
    markAppended: async () => say('mark'),
    forget: async () => {
      say('forget');
      return 0;
    },
    idle: async () => say('idle'),
    repeat: (task) => {
      tick = task;
      return () => say('stop');
    },
    logger,
    ...changes,
  });
  return { done, housekeeping, tick: () => tick() };
}

describe('Housekeeping', () => {
  it('runs at the start and again at each turn', async () => {
    const { done, housekeeping, tick } = newWorld();
    housekeeping.onApplicationBootstrap();
    await housekeeping.run();
    tick();
    await housekeeping.run();
    expect(done).toEqual(['mark', 'forget', 'mark', 'forget']);
  });

  it('waits for what is under way before it stops, and marks a last time', async () => {
    const { done, housekeeping } = newWorld();
    housekeeping.onApplicationBootstrap();
    await housekeeping.beforeApplicationShutdown();
    expect(done).toEqual(['mark', 'stop', 'forget', 'idle', 'mark']);
  });

  it('does the rest of a round when a part fails', async () => {
    const failing = async (): Promise<void> => {
      throw new TypeError('made to fail');
    };
    const { done, housekeeping } = newWorld({ markAppended: failing });
    await housekeeping.run();
    expect(done).toEqual(['receipts-not-marked', 'forget']);
  });

  it('says how much it forgot, when it forgot something', async () => {
    const { done, housekeeping } = newWorld({ forget: async () => 3 });
    await housekeeping.run();
    expect(done).toEqual(['mark', 'receipts-forgotten']);
  });
});
