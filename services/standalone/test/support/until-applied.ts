import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
/** Looks in a row that find nothing left: an event that follows from another is in the log a moment after it. */
const QUIET_LOOKS = 3;
const PATIENCE_MS = 30_000;

/**
 * Resolves when the services have worked on everything that the log holds: what was accepted at the door is not what a
 * service knows already. A log that is not read to its end in time is left to the test that asked.
 */
export async function untilApplied(urls: readonly string[], opsKey: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let quiet = 0; quiet < QUIET_LOOKS && performance.now() < deadline;) {
    const backlogs = await Promise.all(urls.map((url) => backlogOf(url, opsKey)));
    quiet = backlogs.every((backlog) => backlog === 0) ? quiet + 1 : 0;
    await sleep(POLL_MS);
  }
}

/** Records that the groups of a service have not worked on; `NaN` when it does not say. */
async function backlogOf(url: string, opsKey: string): Promise<number> {
  const answer = await fetch(`${url}/ops/v1/status`, { headers: { authorization: `Bearer ${opsKey}` } });
  if (!answer.ok) return Number.NaN;
  const lags = [...(await answer.text()).matchAll(/"lag":"?(\d+)/gu)];
  return lags.length === 0 ? Number.NaN : lags.reduce((sum, [, lag]) => sum + Number(lag), 0);
}
