import { describe, expect, it } from '@jest/globals';

import type { IngressProgress } from '../persistence/ingress.repository.js';
import { SweepIngress } from './sweep-ingress.js';

const TOPIC = 'havre.ingress.accueil';
const AT = { topic: TOPIC, partition: 0 };

/** A broker of one partition and the position in it, and what the sweep does to them. */
class Partition {
  readonly done: string[] = [];
  position: IngressProgress;
  start = 0n;
  end = 3n;
  readonly sweep: SweepIngress;

  constructor(position: Partial<IngressProgress>) {
    const zero = { contentEnd: 0n, deletedBefore: 0n, rolledBefore: 0n };
    this.position = { ...AT, incarnation: 'i', nextOffset: 3n, ...zero, ...position };
    const change = (changes: Partial<IngressProgress>): Promise<void> => {
      this.position = { ...this.position, ...changes };
      return Promise.resolve();
    };
    this.sweep = new SweepIngress({
      log: {
        bounds: () => Promise.resolve([{ ...AT, start: this.start, end: this.end }]),
        deleteBefore: (_topic, _partition, offset) => {
          this.done.push(`deleted before ${String(offset)}`);
          this.start = offset;
          return Promise.resolve();
        },
        roll: () => {
          this.done.push('rolled');
          this.end += 1n;
          return Promise.resolve();
        },
      },
      positions: {
        all: () => Promise.resolve([this.position]),
        progress: () => Promise.resolve(this.position),
        noteDeleted: (_at, deletedBefore) => change({ deletedBefore }),
        noteReturned: (_at, from) => change({ deletedBefore: from, rolledBefore: from }),
        noteRolled: (_at, rolledBefore) => change({ rolledBefore }),
      },
      logger: { warn: () => undefined, fault: () => undefined, info: () => undefined } as never,
      probe: (step) => {
        if (step === 'rolled') this.rolled.resolve(undefined);
        return Promise.resolve();
      },
    });
  }

  readonly rolled = Promise.withResolvers<undefined>();

  round(isOwn = true): Promise<void> {
    return this.sweep.round(() => isOwn);
  }

  /** What has been done once nothing is under way any more. */
  async finally(): Promise<readonly string[]> {
    await this.sweep.stop();
    return this.done;
  }
}

const CLEAN = { contentEnd: 3n, deletedBefore: 3n, rolledBefore: 3n };
const ALL_OF_IT = ['deleted before 3', 'rolled'];

describe('what is left undone in a sealed topic', () => {
  it('is deleted and cut off by whoever finds it', async () => {
    const partition = new Partition({ contentEnd: 3n });
    await partition.round();
    await partition.rolled.promise;
    expect(await partition.finally()).toEqual(ALL_OF_IT);
    expect(partition.position).toMatchObject(CLEAN);
  });

  it('is cut off when its deletion has been noted, and nothing else', async () => {
    const partition = new Partition({ contentEnd: 3n, deletedBefore: 3n });
    partition.start = 3n;
    await partition.round();
    await partition.rolled.promise;
    expect(await partition.finally()).toEqual(['rolled']);
  });

  it('is deleted and cut off again when a broker has let it in again', async () => {
    const partition = new Partition(CLEAN);
    await partition.round();
    await partition.rolled.promise;
    expect(await partition.finally()).toEqual(ALL_OF_IT);
    expect(partition.position).toMatchObject(CLEAN);
  });

  it.each<[string, bigint]>([
    ['all is gone', 9n],
    ['nothing but records that say nothing is there again', 3n],
  ])('is nothing when %s: a topic at rest takes no records', async (_what, start) => {
    const partition = new Partition({ ...CLEAN, nextOffset: 9n, deletedBefore: 9n });
    [partition.start, partition.end] = [start, 9n];
    for (let round = 0; round < 3; round += 1) await partition.round();
    expect(await partition.finally()).toEqual([]);
  });

  it('is not what others own', async () => {
    const partition = new Partition({ contentEnd: 3n });
    await partition.round(false);
    expect(await partition.finally()).toEqual([]);
  });

  it('is not what a topic that was made anew holds and nobody has read', async () => {
    const partition = new Partition(CLEAN);
    partition.end = 2n;
    await partition.round();
    expect(await partition.finally()).toEqual([]);
    expect(partition.position).toMatchObject(CLEAN);
  });
});
