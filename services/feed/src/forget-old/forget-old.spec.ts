import { describe, expect, it } from '@jest/globals';
import { ManualTimer, settle } from '../testing/manual-timer.js';
import { SilentLogger } from '../testing/silent-logger.js';
import { ForgetOld, type Forget } from './forget-old.js';

const MINUTE = 60_000;

function portions(...counts: number[]): { readonly forget: Forget; readonly left: number[] } {
  return { forget: async () => counts.shift() ?? 0, left: counts };
}

function start(chores: Record<string, Forget>): {
  timer: ManualTimer;
  logger: SilentLogger;
  forgetting: ForgetOld;
} {
  const timer = new ManualTimer();
  const logger = new SilentLogger();
  const forgetting = new ForgetOld({ chores, everyMs: MINUTE, timer, logger });
  forgetting.onApplicationBootstrap();
  return { timer, logger, forgetting };
}

describe('ForgetOld', () => {
  it('goes on until a portion finds nothing, and says how much went', async () => {
    const entries = portions(500, 500, 20, 0);
    const { logger } = start({ entries: entries.forget });
    await settle();
    expect(entries.left).toEqual([]);
    expect(logger.said).toEqual(['feed-forgotten']);
  });

  it('begins at the start and comes again', async () => {
    const entries = portions(0, 3, 0);
    const { timer, forgetting } = start({ entries: entries.forget });
    await settle();
    expect(entries.left).toEqual([3, 0]);
    await timer.pass(MINUTE);
    expect(entries.left).toEqual([]);
    await forgetting.beforeApplicationShutdown();
    expect(timer.waiting).toBe(0);
  });

  it('does the other chores when one fails, and tries it again', async () => {
    let failures = 0;
    const entries = portions(4, 0, 5, 0);
    const failing: Forget = async () => {
      failures += 1;
      throw new TypeError('made to fail');
    };
    const { timer, logger } = start({ failing, entries: entries.forget });
    await settle();
    await timer.pass(MINUTE);
    expect(failures).toBe(2);
    expect(entries.left).toEqual([]);
    expect(logger.said).toEqual([
      'feed-not-forgotten',
      'feed-forgotten',
      'feed-not-forgotten',
      'feed-forgotten',
    ]);
  });

  it('stops between two portions', async () => {
    let asked = 0;
    const { forgetting, timer } = start({
      entries: async () => {
        asked += 1;
        return 1;
      },
    });
    await forgetting.beforeApplicationShutdown();
    const before = asked;
    await timer.pass(MINUTE);
    expect(asked).toBe(before);
  });
});
