import { readRecord, TOPICS, type HavreEvent } from '@havre/events';
import { openPostgresEventLog } from '@havre/messaging';

let readers = 0;

/** Every event that the log in this database holds, in the order of its partitions. */
export async function readLog(databaseUrl: string): Promise<readonly HavreEvent[]> {
  const eventLog = await openPostgresEventLog({ connectionString: databaseUrl });
  const events: HavreEvent[] = [];
  try {
    readers += 1;
    // A group of its own each time: it starts at the beginning.
    const group = `reader-${readers}-${process.pid}`;
    const topics = TOPICS.map(({ name }) => name);
    const subscription = await eventLog.subscribe({ group, topics }, async ({ records }) => {
      for (const { value } of records) {
        const read = readRecord(value);
        if (read.outcome === 'invalid') throw new TypeError(`unreadable record: ${read.code}`);
        events.push(read.event);
      }
    });
    await untilRead(async () => (await eventLog.lag(group)).every(({ lag }) => lag === 0));
    await subscription.close();
    return events;
  } finally {
    await eventLog.close();
  }
}

async function untilRead(isRead: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await isRead())) {
    if (Date.now() > deadline) throw new TypeError('the log was not read in time');
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
