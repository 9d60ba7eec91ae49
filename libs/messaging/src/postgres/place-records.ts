import { EventLogError } from '../event-log-error.js';
import type { OutgoingRecord } from '../event-log.js';
import { slotOfKey } from '../key-hash.js';
import { checkRecords } from '../record-limits.js';
import type { PlacedRecord } from './append-statement.js';
import type { TopicCatalog } from './topic-catalog.js';

/**
 * Finds the partition of each record.
 * @throws EventLogError when a record is too large, or of a topic that nobody has made
 */
export async function placeRecords(
  records: readonly OutgoingRecord[],
  catalog: TopicCatalog,
): Promise<readonly PlacedRecord[]> {
  checkRecords(records);
  const unseen = new Set(
    records.map(({ topic }) => topic).filter((topic) => catalog.known(topic) === undefined),
  );
  for (const topic of unseen) await catalog.partitionIds(topic);
  return records.map((record) => {
    const ids = catalog.known(record.topic) ?? [];
    const partitionId = ids[slotOfKey(record.key, ids.length)];
    if (partitionId === undefined) throw new EventLogError('unknown-topic');
    return { partitionId, record };
  });
}
