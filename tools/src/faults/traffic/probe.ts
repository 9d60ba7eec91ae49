import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedReader } from './feed-reader.js';
import { publishIntake } from './departments.js';
import type { Post } from './post.js';

const BETWEEN_MS = 500;
const LOOK_MS = 50;
/** A city that does not answer must not be asked ever more. */
const MOST_ON_THE_WAY = 4;

/**
 * How long until the next success from end to end: an intake that is sent from now on is acknowledged, and its opening is
 * on the department's feed. Milliseconds; undefined when that takes longer than `limitMs`.
 */
export async function timeToRecover(
  post: Post,
  reader: FeedReader,
  { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal },
): Promise<number | undefined> {
  const started = Date.now();
  const intakes = new Set<string>();
  let onTheWay = 0;
  const send = (): void => {
    onTheWay += 1;
    void publishIntake(post, reader.keyId, 1).then((acknowledged) => {
      onTheWay -= 1;
      if (acknowledged) intakes.add(acknowledged.subject);
    });
  };
  let sentAt = 0;
  let looked = reader.shown.length;
  while (Date.now() - started < limitMs && !signal.aborted) {
    if (Date.now() - sentAt >= BETWEEN_MS && onTheWay < MOST_ON_THE_WAY) {
      send();
      sentAt = Date.now();
    }
    for (; looked < reader.shown.length; looked += 1) {
      const intake = reader.shown[looked]?.data['intakeId'];
      if (typeof intake === 'string' && intakes.has(intake)) return Date.now() - started;
    }
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
