import type { Admin } from 'kafkajs';
import { EventLogError } from '../event-log-error.js';
import type { RewoundPartition } from '../event-log.js';

/** States of a group that has no member: then, and only then, its offsets may be moved. */
const VACANT: ReadonlySet<string> = new Set(['Empty', 'Dead']);

/** Lets a group without members read again what was appended from a moment on. Never moves it forward. */
export async function rewindGroup(
  admin: Admin,
  group: string,
  topics: readonly string[],
  since: Date,
): Promise<readonly RewoundPartition[]> {
  const { groups } = await admin.describeGroups([group]);
  if (!groups.every(({ state }) => VACANT.has(state))) throw new EventLogError('conflict', 'group.occupied');
  const rewound: RewoundPartition[] = [];
  for (const topic of topics) rewound.push(...(await rewindTopic(admin, group, topic, since)));
  return rewound;
}

async function rewindTopic(
  admin: Admin,
  group: string,
  topic: string,
  since: Date,
): Promise<readonly RewoundPartition[]> {
  const wanted = new Map(
    (await admin.fetchTopicOffsetsByTimestamp(topic, since.getTime())).map(({ partition, offset }) => [
      partition,
      BigInt(offset),
    ]),
  );
  const [committed] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  const moves = (committed?.partitions ?? []).flatMap(({ partition, offset }) => {
    const from = BigInt(offset);
    const to = wanted.get(partition) ?? from;
    // Where nothing is committed the group begins at the beginning anyway.
    return from < 0n || to >= from ? [] : [{ topic, partition, from, to }];
  });
  if (moves.length === 0) return [];
  await admin.setOffsets({
    groupId: group,
    topic,
    partitions: moves.map(({ partition, to }) => ({ partition, offset: String(to) })),
  });
  return moves;
}
