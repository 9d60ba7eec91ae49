import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when `condition` holds; rejects when it still does not after a generous while. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { withinMs = 60_000, everyMs = 20 } = {},
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('the expected did not happen');
    await sleep(everyMs);
  }
}
