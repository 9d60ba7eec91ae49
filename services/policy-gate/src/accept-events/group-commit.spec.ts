import { describe, expect, it } from '@jest/globals';

import { GroupCommit } from './group-commit.js';

const OPTIONS = { maxWeight: 3, maxWaiting: 5, deadlineMs: 60_000, weigh: () => 1 };

function doublerWithLog(): { groups: number[][]; commit: (group: readonly number[]) => Promise<number[]> } {
  const groups: number[][] = [];
  const commit = async (group: readonly number[]): Promise<number[]> => {
    groups.push([...group]);
    return group.map((value) => value * 2);
  };
  return { groups, commit };
}

describe('GroupCommit', () => {
  it('commits what arrives together in one group, and answers each its own', async () => {
    const { groups, commit } = doublerWithLog();
    const queue = new GroupCommit(commit, OPTIONS);
    expect(await Promise.all([1, 2, 3].map((value) => queue.submit(value)))).toEqual([2, 4, 6]);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('cuts groups by weight, in order, and lets a heavy one go alone', async () => {
    const { groups, commit } = doublerWithLog();
    const queue = new GroupCommit(commit, { ...OPTIONS, maxWaiting: 100, weigh: (value) => value });
    await Promise.all([1, 1, 9, 2, 1].map((value) => queue.submit(value)));
    expect(groups).toEqual([[1, 1], [9], [2, 1]]);
  });

  it('gathers the next group while one is under way, never two at once', async () => {
    const releases: (() => void)[] = [];
    const groups: number[][] = [];
    const commit = (group: readonly number[]): Promise<readonly number[]> => {
      groups.push([...group]);
      return new Promise((resolve) => releases.push(() => resolve(group)));
    };
    const queue = new GroupCommit(commit, OPTIONS);
    const first = queue.submit(1);
    await new Promise((resume) => setImmediate(resume));
    const others = [queue.submit(2), queue.submit(3)];
    await new Promise((resume) => setImmediate(resume));
    expect(groups).toEqual([[1]]);
    releases[0]?.();
    expect(await first).toBe(1);
    await new Promise((resume) => setImmediate(resume));
    releases[1]?.();
    await Promise.all(others);
    expect(groups).toEqual([[1], [2, 3]]);
  });

  it('fails the callers of a failed group only', async () => {
    const fault = new TypeError('made to fail');
    const commit = async (group: readonly number[]): Promise<readonly number[]> => {
      if (group.includes(1)) throw fault;
      return group;
    };
    const queue = new GroupCommit(commit, { ...OPTIONS, maxWeight: 1 });
    expect(await Promise.allSettled([queue.submit(1), queue.submit(2)])).toEqual([
      { status: 'rejected', reason: fault },
      { status: 'fulfilled', value: 2 },
    ]);
  });

  it('turns callers away when too much waits', async () => {
    const { commit } = doublerWithLog();
    const queue = new GroupCommit(commit, OPTIONS);
    const settled = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((value) => queue.submit(value)));
    expect(settled.map(({ status }) => status)).toEqual([...Array<string>(5).fill('fulfilled'), 'rejected']);
    expect(settled[5]).toMatchObject({ reason: { code: 'overloaded', retriable: true } });
  });

  it('gives up on a group past its deadline and goes on with the next', async () => {
    const commit = (group: readonly number[]): Promise<readonly number[]> =>
      group.includes(1) ? new Promise(() => undefined) : Promise.resolve(group);
    const queue = new GroupCommit(commit, { ...OPTIONS, maxWeight: 1, deadlineMs: 5 });
    const [stuck, next] = await Promise.allSettled([queue.submit(1), queue.submit(2)]);
    expect(stuck).toMatchObject({ status: 'rejected', reason: { code: 'timed-out' } });
    expect(next).toEqual({ status: 'fulfilled', value: 2 });
  });

  it('is idle once all is answered', async () => {
    const { groups, commit } = doublerWithLog();
    const queue = new GroupCommit(commit, OPTIONS);
    const submitted = queue.submit(4);
    await queue.idle();
    expect(groups).toEqual([[4]]);
    expect(await submitted).toBe(8);
  });
});
