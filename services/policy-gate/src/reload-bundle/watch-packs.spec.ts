import { EventEmitter } from 'node:events';

import { describe, expect, it } from '@jest/globals';

import type { BundleReloading } from './bundle-reloading.js';
import { WatchPacks } from './watch-packs.js';

interface World {
  readonly calls: string[];
  readonly host: EventEmitter;
  readonly watch: WatchPacks;
  tick: () => void;
}

function newWorld(count: number): World {
  const calls: string[] = [];
  const host = new EventEmitter();
  const reloading = {
    look: () => Promise.resolve(void calls.push('look')),
    reload: () => Promise.resolve(void calls.push('reload')),
  } as unknown as BundleReloading;
  const world: World = {
    calls,
    host,
    tick: () => undefined,
    watch: new WatchPacks({
      reloadings: Array.from({ length: count }, () => reloading),
      everyMs: 5_000,
      host,
      repeat: (task, everyMs) => {
        world.tick = task;
        calls.push(`every ${String(everyMs)} ms`);
        return () => void calls.push('stopped');
      },
    }),
  };
  return world;
}

describe('WatchPacks', () => {
  it('looks again and again, and reloads at once on SIGHUP', () => {
    const { calls, host, watch, ...world } = newWorld(2);
    watch.onApplicationBootstrap();
    host.emit('SIGHUP');
    expect(calls).toEqual(['every 5000 ms', 'reload', 'reload']);
    expect(world.tick).toBeDefined();
  });

  it('looks at every bundle', () => {
    const world = newWorld(2);
    world.watch.onApplicationBootstrap();
    world.tick();
    expect(world.calls.slice(1)).toEqual(['look', 'look']);
  });

  it('lets go of the signal and the timer when the gate stops', () => {
    const { calls, host, watch } = newWorld(1);
    watch.onApplicationBootstrap();
    watch.beforeApplicationShutdown();
    host.emit('SIGHUP');
    expect(calls).toEqual(['every 5000 ms', 'stopped']);
    expect(host.listenerCount('SIGHUP')).toBe(0);
  });

  it('leaves the signal alone where nothing can change', () => {
    const { host, watch } = newWorld(0);
    watch.onApplicationBootstrap();
    expect(host.listenerCount('SIGHUP')).toBe(0);
  });
});
