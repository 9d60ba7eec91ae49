import { checkerClient, type RawRecord, readLog } from '../check/read-log.js';
import type { Cluster } from '../cluster/cluster.js';
import { type FaultKind, nothing } from './fault.js';

/** Records of the log are appended to it again: the newest at once, or old ones long after what followed them. */
export const REPEAT_FAULTS: readonly FaultKind[] = [
  {
    name: 'records doubled in the log',
    draw: (cluster, random) => {
      const count = random.between(50, 200);
      return {
        target: `${String(count)} newest records`,
        holdMs: 1_000,
        inject: () => appendAgain(cluster, (records) => records.slice(-count)),
        heal: nothing,
      };
    },
  },
  {
    name: 'records repeated out of order',
    draw: (cluster, random) => {
      const count = random.between(50, 200);
      return {
        target: `${String(count)} old records, backwards`,
        holdMs: 1_000,
        inject: () => appendAgain(cluster, (records) => draw(records, count, () => random.next()).reverse()),
        heal: nothing,
      };
    },
  },
];

async function appendAgain(
  { broker }: Cluster,
  choose: (records: readonly RawRecord[]) => readonly RawRecord[],
): Promise<void> {
  const chosen = choose(await readLog(broker.direct));
  const producer = checkerClient(broker.direct).producer();
  await producer.connect();
  try {
    for (const { topic, partition, key, value, headers } of chosen) {
      await producer.send({ topic, messages: [{ partition, key, value, headers: { ...headers } }] });
    }
  } finally {
    await producer.disconnect();
  }
}

function draw<T>(all: readonly T[], count: number, next: () => number): T[] {
  const share = count / Math.max(1, all.length);
  return all.filter(() => next() < share);
}
