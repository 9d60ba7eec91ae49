import { describe, expect, it } from '@jest/globals';
import { ManualScheduler } from '../testing/manual-scheduler.js';
import type { FetchedPartition, Position } from './fetched-partition.js';
import { OffsetCommits } from './offset-commits.js';

interface Asked {
  readonly positions: readonly Position[];
  readonly answer: PromiseWithResolvers<undefined>;
}

/** A client that notes each commit and answers when told to. */
class Client {
  readonly asked: Asked[] = [];
  readonly faults: unknown[] = [];
  readonly scheduler = new ManualScheduler();
  readonly commits = new OffsetCommits({
    scheduler: this.scheduler,
    onFault: (error) => this.faults.push(error),
  });

  handled(partition: number, next: bigint): void {
    const committer = {
      commit: (positions: readonly Position[]) => {
        const answer = Promise.withResolvers<undefined>();
        this.asked.push({ positions, answer });
        return answer.promise;
      },
    };
    this.commits.add(committer as FetchedPartition, [at(partition, next)]);
  }

  async answer(error?: Error): Promise<void> {
    const last = this.asked.at(-1);
    if (error === undefined) last?.answer.resolve(undefined);
    else last?.answer.reject(error);
    await settled();
  }
}

describe('OffsetCommits', () => {
  it('commits at once when nothing was committed lately', () => {
    const client = new Client();
    client.handled(0, 5n);
    expect(client.asked.map(({ positions }) => positions)).toEqual([[at(0, 5n)]]);
  });

  it('commits together, and the newest of each partition, what is handled until the next commit', async () => {
    const client = new Client();
    client.handled(0, 5n);
    await client.answer();
    client.handled(0, 6n);
    client.handled(1, 3n);
    client.handled(0, 7n);
    expect(client.asked).toHaveLength(1);
    client.scheduler.advance(100);
    expect(client.asked.at(-1)?.positions).toEqual([at(0, 7n), at(1, 3n)]);
    expect(client.asked).toHaveLength(2);
  });

  it('has one commit under way at a time', async () => {
    const client = new Client();
    client.handled(0, 5n);
    client.scheduler.advance(1_000);
    client.handled(0, 6n);
    client.scheduler.advance(1_000);
    expect(client.asked).toHaveLength(1);
    await client.answer();
    expect(client.asked.at(-1)?.positions).toEqual([at(0, 6n)]);
  });

  it('tries again after a fault, and never with an older position than the newest', async () => {
    const client = new Client();
    client.handled(0, 5n);
    client.handled(0, 6n);
    await client.answer(new Error('moment'));
    expect(client.faults).toHaveLength(1);
    expect(() => client.commits.check()).toThrow('moment');
    expect(() => client.commits.check()).not.toThrow();
    client.scheduler.advance(1_000);
    expect(client.asked.at(-1)?.positions).toEqual([at(0, 6n)]);
  });

  it('flushes what waits, and says what became of it', async () => {
    const client = new Client();
    client.handled(0, 5n);
    await client.answer();
    client.handled(0, 6n);
    let isFlushed = false;
    const flushed = client.commits.flush().then(() => (isFlushed = true));
    await settled();
    expect(isFlushed).toBe(false);
    await client.answer();
    await flushed;
    expect(client.asked.at(-1)?.positions).toEqual([at(0, 6n)]);
    client.handled(0, 7n);
    const refused = client.commits.flush().catch((error: unknown) => error);
    await client.answer(new Error('moved on'));
    expect(await refused).toMatchObject({ message: 'moved on' });
  });

  it('carries nothing into the next generation', async () => {
    const client = new Client();
    client.handled(0, 5n);
    client.handled(0, 6n);
    client.commits.forget();
    await client.answer(new Error('another generation'));
    client.scheduler.advance(10_000);
    expect(client.faults).toEqual([]);
    expect(() => client.commits.check()).not.toThrow();
    expect(client.asked).toHaveLength(1);
    client.handled(3, 1n);
    expect(client.asked.at(-1)?.positions).toEqual([at(3, 1n)]);
  });
});

function at(partition: number, next: bigint): Position {
  return { topic: 'topic', partition, next };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
