import { describe, expect, it } from '@jest/globals';
import { PeriodicWork, type Periodic } from './periodic-work.js';

interface World {
  readonly done: string[];
  readonly works: PeriodicWork;
  readonly delays: number[];
  /** Lets the delay that was asked for last pass. */
  tick(): Promise<void>;
}

function world(works: readonly Periodic[], done: string[]): World {
  const waiting: (() => void)[] = [];
  const delays: number[] = [];
  const say = (event: string): void => void done.push(event);
  return {
    done,
    delays,
    works: new PeriodicWork(works, { debug: say, fault: say }, (delayMs, task) => {
      delays.push(delayMs);
      waiting.push(task);
      return () => void waiting.splice(waiting.indexOf(task), 1);
    }),
    tick: async () => {
      waiting.shift()?.();
      await settled();
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('periodic work', () => {
  it('begins with the application and goes on an interval after each end', async () => {
    const done: string[] = [];
    const work = { name: 'a', intervalMs: 7, work: async () => done.push('a') };
    const { works, tick, delays } = world([work], done);
    works.onApplicationBootstrap();
    await settled();
    await tick();
    expect(done.filter((each) => each === 'a')).toHaveLength(2);
    expect(delays).toEqual([7, 7]);
    await works.beforeApplicationShutdown();
  });

  it('tries again after a failure, and lets the others go on', async () => {
    const done: string[] = [];
    let rounds = 0;
    const failing: Periodic = {
      name: 'failing',
      intervalMs: 1,
      work: () => (rounds++ === 0 ? Promise.reject(new TypeError('made to fail')) : Promise.resolve(0)),
    };
    const { works, tick } = world([failing], done);
    works.onApplicationBootstrap();
    await settled();
    await tick();
    expect([done, rounds]).toEqual([['work-failed'], 2]);
    await works.beforeApplicationShutdown();
  });

  it('waits for a round under way before it stops, and begins none after', async () => {
    const done: string[] = [];
    let finish: (count: number) => void = () => undefined;
    const work = {
      name: 'slow',
      intervalMs: 1,
      work: () => new Promise<number>((resolve) => (finish = resolve)),
    };
    const { works, delays } = world([work], done);
    works.onApplicationBootstrap();
    const stopping = works.beforeApplicationShutdown().then(() => done.push('stopped'));
    await settled();
    expect(done).toEqual([]);
    finish(0);
    await stopping;
    expect([done, delays]).toEqual([['stopped'], []]);
  });
});
