import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualScheduler } from '../testing/manual-scheduler.js';
import { ConsumerWatchdog } from './consumer-watchdog.js';

describe('watchdog of a consumer', () => {
  const at = { topic: 'intake', partition: 0 };
  let committed: bigint;
  let end: bigint;
  let position: bigint | undefined;
  let isOccupied: boolean;
  let asked: number;
  let stalls: number;
  let watchdog: ConsumerWatchdog;

  beforeEach(() => {
    [committed, end, position, isOccupied, asked, stalls] = [5n, 9n, 5n, false, 0, 0];
    watchdog = new ConsumerWatchdog({
      scheduler: new ManualScheduler(),
      stallMs: 1_000,
      assigned: () => [at],
      position: () => position,
      isOccupied: () => isOccupied,
      lag: () => {
        asked += 1;
        return Promise.resolve([{ ...at, committed, end, lag: Number(end - committed) }]);
      },
      onStalled: () => (stalls += 1),
    });
  });

  const look = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) await watchdog.look();
  };

  it('reports a consumer that stands still although there is more', async () => {
    await look(2);
    expect(stalls).toBe(0);
    await look(1);
    expect(stalls).toBe(1);
  });

  it('reports one that never began', async () => {
    position = undefined;
    await look(3);
    expect(stalls).toBe(1);
  });

  it('gives the new consumer the same time', async () => {
    await look(3);
    await look(2);
    expect(stalls).toBe(1);
    await look(1);
    expect(stalls).toBe(2);
  });

  it('lets a consumer be that has read everything', async () => {
    end = committed;
    await look(5);
    expect(stalls).toBe(0);
  });

  it('lets a consumer be that moves, and asks nobody', async () => {
    for (const next of [6n, 7n, 8n, 9n]) {
      position = next;
      await look(1);
    }
    expect([stalls, asked]).toEqual([0, 0]);
  });

  it('lets a consumer be whose handler is at work', async () => {
    isOccupied = true;
    await look(5);
    expect([stalls, asked]).toEqual([0, 0]);
  });

  it('lets a consumer be whose commits move', async () => {
    for (const next of [5n, 6n, 7n, 8n]) {
      committed = next;
      await look(1);
    }
    expect(stalls).toBe(0);
  });
});
