import { describe, expect, it } from '@jest/globals';
import { AppendQueue } from './append-queue.js';

interface Write {
  readonly entries: readonly string[];
  readonly settle: PromiseWithResolvers<undefined>;
}

function queueWithWrites(limits = { maxEntries: 10, maxBytes: 100 }): {
  queue: AppendQueue<string>;
  writes: Write[];
} {
  const writes: Write[] = [];
  const queue = new AppendQueue<string>({
    ...limits,
    sizeOf: ({ length }) => length,
    write: (entries) => {
      const settle = Promise.withResolvers<undefined>();
      writes.push({ entries, settle });
      return settle.promise;
    },
  });
  return { queue, writes };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('append queue', () => {
  it('writes what comes at the same time together, in order', async () => {
    const { queue, writes } = queueWithWrites();
    const appends = [queue.submit(['a', 'b']), queue.submit(['c'])];
    await nextTurn();
    writes[0]?.settle.resolve(undefined);
    await Promise.all(appends);
    expect(writes.map(({ entries }) => entries)).toEqual([['a', 'b', 'c']]);
  });

  it('gathers what comes while a write is under way, and never writes two at a time', async () => {
    const { queue, writes } = queueWithWrites();
    const first = queue.submit(['a']);
    await nextTurn();
    const later = [queue.submit(['b']), queue.submit(['c'])];
    await nextTurn();
    expect(writes).toHaveLength(1);
    writes[0]?.settle.resolve(undefined);
    await first;
    await nextTurn();
    writes[1]?.settle.resolve(undefined);
    await Promise.all(later);
    expect(writes.map(({ entries }) => entries)).toEqual([['a'], ['b', 'c']]);
  });

  it.each([
    ['entries', { maxEntries: 3, maxBytes: 1_000 }],
    ['bytes', { maxEntries: 1_000, maxBytes: 3 }],
  ])('keeps to its limit of %s, but for one caller who alone exceeds it', async (_name, limits) => {
    const { queue, writes } = queueWithWrites(limits);
    const appends = [['a', 'b'], ['c'], ['d'], ['e', 'f', 'g', 'h']].map((entries) => queue.submit(entries));
    for (let turn = 0; turn < 4; turn += 1) {
      await nextTurn();
      writes[turn]?.settle.resolve(undefined);
    }
    await Promise.all(appends);
    expect(writes.map(({ entries }) => entries.join(''))).toEqual(['abc', 'd', 'efgh']);
  });

  it('tells every caller of a failed write, and goes on', async () => {
    const { queue, writes } = queueWithWrites();
    const failing = [queue.submit(['a']), queue.submit(['b'])];
    await nextTurn();
    const next = queue.submit(['c']);
    writes[0]?.settle.reject(Object.assign(new Error('MARK'), { code: 'ECONNRESET' }));
    for (const append of failing) {
      await expect(append).rejects.toMatchObject({ code: 'unavailable', fault: 'network.ECONNRESET' });
    }
    await nextTurn();
    writes[1]?.settle.resolve(undefined);
    await expect(next).resolves.toBeUndefined();
  });

  it('closes when everything is written, and takes nothing more', async () => {
    const { queue, writes } = queueWithWrites();
    const append = queue.submit(['a']);
    const closing = queue.close();
    expect(() => queue.submit(['b'])).toThrow('closed');
    await nextTurn();
    writes[0]?.settle.resolve(undefined);
    await Promise.all([append, closing]);
    expect(writes).toHaveLength(1);
  });
});
