import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster.js';
import { isAtRest } from './judge-referrals.js';
import { checkerClient } from './read-log.js';
import { readRest } from './read-tables.js';

const LOOK_MS = 2_000;
const LOOKS_IN_A_ROW = 3;

export interface Patience {
  /** As long as something still moves, the cluster has not come to rest; without movement for so long, it never will. */
  readonly withoutMovementMs: number;
  readonly inAllMs: number;
  readonly signal: AbortSignal;
}

/** Waits until every referral rests, every event is relayed, every record read. Answers whether it came to that. */
export async function comesToRest(cluster: Cluster, patience: Patience): Promise<boolean> {
  const begun = Date.now();
  let moved = begun;
  let last = '';
  for (let quiet = 0; quiet < LOOKS_IN_A_ROW;) {
    const isLate = Date.now() - moved > patience.withoutMovementMs || Date.now() - begun > patience.inAllMs;
    if (isLate) return false;
    await sleep(LOOK_MS, undefined, { signal: patience.signal });
    const state = await look(cluster).catch(() => undefined);
    const shown = JSON.stringify(state);
    if (shown !== last) moved = Date.now();
    last = shown;
    quiet = state?.isQuiet === true ? quiet + 1 : 0;
  }
  return true;
}

async function look({ database, broker }: Cluster) {
  const { states, unrelayed } = await readRest(database.server.url);
  const unread = await recordsUnread(broker.direct);
  const isQuiet = unrelayed === 0 && unread === 0 && Object.keys(states).every(isAtRest);
  return { states, unrelayed, unread, isQuiet };
}

/** Records that a group of the services has not committed yet. */
async function recordsUnread(broker: string): Promise<number> {
  const admin = checkerClient(broker).admin();
  await admin.connect();
  try {
    const { groups } = await admin.listGroups();
    const own = groups.map(({ groupId }) => groupId).filter((name) => !name.startsWith('havre-faults'));
    const ends = new Map<string, Map<number, number>>();
    let unread = 0;
    for (const groupId of own) {
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
        // What was sealed has been answered, or is sent again: what lies behind is only what cuts files.
        if (topic.startsWith('havre.ingress.')) continue;
        if (!ends.has(topic)) {
          const offsets = await admin.fetchTopicOffsets(topic);
          ends.set(topic, new Map(offsets.map(({ partition, high }) => [partition, Number(high)])));
        }
        for (const { partition, offset } of partitions) {
          const end = ends.get(topic)?.get(partition) ?? 0;
          unread += Number(offset) < 0 ? 0 : Math.max(0, end - Number(offset));
        }
      }
    }
    return unread;
  } finally {
    await admin.disconnect();
  }
}
