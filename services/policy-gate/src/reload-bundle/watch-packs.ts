import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

import type { Repeat } from '../forget-receipts/housekeeping.js';
import type { BundleReloading } from './bundle-reloading.js';

export interface WatchPacksParts {
  readonly reloadings: readonly BundleReloading[];
  readonly repeat: Repeat;
  readonly everyMs: number;
  /** Where signals come from. */
  readonly host: Pick<NodeJS.EventEmitter, 'on' | 'off'>;
}

const SIGNAL = 'SIGHUP';

/**
 * Looks at the packs again and again, and reloads at once on SIGHUP. Looking, not `fs.watch`: folders that are mounted,
 * synchronised or swapped by a symbolic link tell a watcher nothing.
 */
export class WatchPacks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #parts: WatchPacksParts;
  #stop: () => void = () => undefined;

  constructor(parts: WatchPacksParts) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    const { reloadings, repeat, everyMs, host } = this.#parts;
    // Nothing can change: the signal keeps its usual meaning.
    if (reloadings.length === 0) return;
    const look = () => {
      for (const reloading of reloadings) void reloading.look();
    };
    const stopLooking = repeat(look, everyMs);
    const reload = () => {
      for (const reloading of reloadings) void reloading.reload();
    };
    host.on(SIGNAL, reload);
    this.#stop = () => {
      stopLooking();
      host.off(SIGNAL, reload);
    };
  }

  beforeApplicationShutdown(): void {
    this.#stop();
  }
}
