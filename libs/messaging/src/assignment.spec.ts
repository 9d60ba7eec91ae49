import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planAssignment, type MemberState, type PartitionState } from './assignment.js';

interface Group {
  readonly members: readonly MemberState[];
  partitions: readonly PartitionState[];
}

/** Lets every member act once on what it sees, in turn; says whether anything moved. */
function round(group: Group): boolean {
  let hasMoved = false;
  for (const { id } of group.members) {
    const { claim, release } = planAssignment(id, group.members, group.partitions);
    hasMoved ||= claim.length + release.length > 0;
    group.partitions = group.partitions.map((each) => ({
      ...each,
      owner: claim.includes(each.partitionId)
        ? id
        : release.includes(each.partitionId)
          ? undefined
          : each.owner,
    }));
  }
  return hasMoved;
}

const anyGroup = fc
  .record({
    members: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 7 }),
    topics: fc.uniqueArray(fc.constantFrom('intake', 'referral', 'capacity', 'directory'), { minLength: 1 }),
    counts: fc.array(fc.integer({ min: 1, max: 13 }), { minLength: 4, maxLength: 4 }),
    owners: fc.array(fc.option(fc.nat(9)), { minLength: 52, maxLength: 52 }),
  })
  .map(({ members, topics, counts, owners }): Group => {
    const slots = topics.flatMap((topic, index) => Array.from({ length: counts[index] ?? 1 }, () => topic));
    return {
      members: members.map((id) => ({ id, topics })),
      // Owners that are no members any more still hold their leases.
      partitions: slots.map((topic, partitionId) => {
        const owner = owners[partitionId] ?? null;
        return { partitionId, topic, owner: owner === null ? undefined : members[owner] };
      }),
    };
  });

describe('plan of an assignment', () => {
  it('shares every topic evenly among its members, whatever the start', () => {
    fc.assert(
      fc.property(anyGroup, (group) => {
        for (let rounds = 0; round(group); rounds += 1) expect(rounds).toBeLessThan(10);
        for (const own of Map.groupBy(group.partitions, ({ topic }) => topic).values()) {
          const shares = group.members.map(({ id }) => own.filter(({ owner }) => owner === id).length);
          expect(own.every(({ owner }) => owner !== undefined)).toBe(true);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('moves no more than it must when a member comes', () => {
    const partitions = Array.from({ length: 12 }, (_, partitionId) => ({
      partitionId,
      topic: 't',
      owner: 'a',
    }));
    const members = ['a', 'b'].map((id) => ({ id, topics: ['t'] }));
    expect(planAssignment('a', members, partitions).release).toHaveLength(6);
    expect(planAssignment('b', members, partitions)).toEqual({ claim: [], release: [] });
  });

  it('gives nothing of a topic to a member that does not read it', () => {
    const members = [
      { id: 'a', topics: ['t'] },
      { id: 'b', topics: ['other'] },
    ];
    const partitions = [{ partitionId: 1, topic: 't', owner: undefined }];
    expect(planAssignment('b', members, partitions)).toEqual({ claim: [], release: [] });
    expect(planAssignment('a', members, partitions)).toEqual({ claim: [1], release: [] });
  });
});
