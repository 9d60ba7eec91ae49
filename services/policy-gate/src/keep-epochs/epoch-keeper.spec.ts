import { randomUUID } from 'node:crypto';

import { createReplicaKey, type EpochKey, type PublicJwk } from '@havre/sealing';
import { describe, expect, it } from '@jest/globals';

import type { EpochSlot } from '../domain/epoch.js';
import type { EpochsNow, LiveReplica, StoredEpoch } from '../persistence/epoch.repository.js';
import { EpochKeeper, type EpochStore } from './epoch-keeper.js';
import { EpochKeyRing } from './key-ring.js';

const EPOCH_MS = 600_000;

/** The tables, in memory, with a clock that is moved by hand. */
class Tables implements EpochStore {
  now_ = new Date('2026-11-22T21:03:00Z');
  readonly epochs: StoredEpoch[] = [];
  readonly replicas = new Map<string, LiveReplica>();

  async now(): Promise<EpochsNow> {
    const epochs = this.epochs.filter(({ isEnded }) => !isEnded);
    return { now: this.now_, epochs, replicas: [...this.replicas.values()] };
  }

  async find(kids: readonly string[]): Promise<readonly StoredEpoch[]> {
    return this.epochs.filter(({ kid }) => kids.includes(kid));
  }

  async beat(replica: LiveReplica): Promise<void> {
    this.replicas.set(replica.id, replica);
  }

  async add(slot: EpochSlot, generation: number, publicJwk: PublicJwk, holder: string): Promise<void> {
    if (this.epochs.some((one) => one.slot === slot.slot && one.generation === generation)) return;
    const { kid } = publicJwk;
    this.epochs.push({ ...slot, kid, generation, publicJwk, isEnded: false });
    const replica = this.replicas.get(holder);
    if (replica !== undefined) this.replicas.set(holder, { ...replica, holds: [...replica.holds, kid] });
  }

  async leave(id: string): Promise<void> {
    this.replicas.delete(id);
  }

  end(kid: string): void {
    const index = this.epochs.findIndex((epoch) => epoch.kid === kid);
    const epoch = this.epochs[index];
    if (epoch !== undefined) this.epochs[index] = { ...epoch, isEnded: true };
  }
}

interface Replica {
  readonly id: string;
  readonly ring: EpochKeyRing;
  readonly keeper: EpochKeeper;
}

class Town {
  readonly tables = new Tables();
  readonly rings = new Map<string, EpochKeyRing>();
  /** Whether replicas reach one another. */
  isConnected = true;

  async add(): Promise<Replica> {
    const id = randomUUID();
    const ring = new EpochKeyRing();
    this.rings.set(id, ring);
    const keeper = new EpochKeeper({
      store: this.tables,
      ring,
      ask: async (peer) => (this.isConnected ? this.#keysOf(peer.id) : []),
      replica: { id, publicJwk: (await createReplicaKey()).publicJwk },
      epochMs: EPOCH_MS,
      hears: () => undefined,
    });
    return { id, ring, keeper };
  }

  /** Gone without a word, and its silence noticed. */
  kill({ id }: Replica): void {
    this.tables.replicas.delete(id);
    this.rings.delete(id);
  }

  #keysOf(id: string): readonly EpochKey[] {
    const ring = this.rings.get(id);
    return (ring?.kids() ?? []).flatMap((kid) => ring?.get(kid) ?? []);
  }
}

const kidsOf = ({ keeper }: Replica, { tables }: Town) => keeper.published(tables.now_).map(({ kid }) => kid);

describe('the keys of the epochs', () => {
  it('are made by the first replica, and given to the next', async () => {
    const town = new Town();
    const one = await town.add();
    const other = await town.add();
    await one.keeper.start('http://one');
    await other.keeper.start('http://other');
    expect(kidsOf(one, town)).toHaveLength(2);
    expect(kidsOf(other, town)).toEqual(kidsOf(one, town));
    expect([...other.ring.kids()].sort()).toEqual([...one.ring.kids()].sort());
    expect(town.tables.epochs).toHaveLength(2);
  });

  it('are the same for replicas that start at once', async () => {
    const town = new Town();
    const replicas = await Promise.all([town.add(), town.add(), town.add()]);
    await Promise.all(replicas.map(({ keeper }) => keeper.start('http://all')));
    for (const { keeper } of replicas) await keeper.round();
    const [first = [], ...rest] = replicas.map((replica) => kidsOf(replica, town));
    expect(first).toHaveLength(2);
    for (const kids of rest) expect(kids).toEqual(first);
    for (const { ring } of replicas) expect([...ring.kids()].sort()).toEqual([...first].sort());
  });

  it('are published one epoch ahead: what was next is current, and opens what was sealed to it', async () => {
    const town = new Town();
    const one = await town.add();
    await one.keeper.start('http://one');
    const [, next] = kidsOf(one, town);
    town.tables.now_ = new Date(town.tables.now_.getTime() + EPOCH_MS);
    await one.keeper.round();
    expect(kidsOf(one, town)[0]).toBe(next);
    expect(one.ring.kids()).toHaveLength(3);
  });

  it('outlive the replica that made them', async () => {
    const town = new Town();
    const one = await town.add();
    await one.keeper.start('http://one');
    const other = await town.add();
    await other.keeper.start('http://other');
    const before = kidsOf(other, town);
    town.kill(one);
    await other.keeper.round();
    expect(kidsOf(other, town)).toEqual(before);
  });

  it('are replaced at once when nobody alive holds them, and the lost ones are known to be lost', async () => {
    const town = new Town();
    const one = await town.add();
    await one.keeper.start('http://one');
    const lost = kidsOf(one, town);
    town.kill(one);
    const other = await town.add();
    await other.keeper.start('http://other');
    expect(kidsOf(other, town)).toHaveLength(2);
    expect(kidsOf(other, town)).not.toEqual(expect.arrayContaining([lost[0]]));
    const standings = await other.keeper.seek([...lost, ...kidsOf(other, town), 'never-was']);
    expect([...standings.values()]).toEqual(['lost', 'lost', 'held', 'held', 'unknown']);
  });

  it('are waited for, and not replaced, while one who lives holds them and cannot be reached', async () => {
    const town = new Town();
    const one = await town.add();
    await one.keeper.start('http://one');
    town.isConnected = false;
    const other = await town.add();
    await other.keeper.start('http://other');
    for (let round = 0; round < 3; round += 1) {
      await one.keeper.round();
      await other.keeper.round();
    }
    expect(town.tables.epochs).toHaveLength(2);
    const [current = ''] = kidsOf(one, town);
    expect((await other.keeper.seek([current])).get(current)).toBe('elsewhere');
    town.isConnected = true;
    expect((await other.keeper.seek([current])).get(current)).toBe('held');
  });

  it('are destroyed by every replica once their epoch has ended', async () => {
    const town = new Town();
    const one = await town.add();
    const other = await town.add();
    await one.keeper.start('http://one');
    await other.keeper.start('http://other');
    const [current = ''] = kidsOf(one, town);
    const destroyed: string[] = [];
    other.ring.onDestroy((kid) => destroyed.push(kid));
    town.tables.now_ = new Date(town.tables.now_.getTime() + 2 * EPOCH_MS);
    town.tables.end(current);
    await one.keeper.round();
    await other.keeper.round();
    expect(one.ring.get(current)).toBeUndefined();
    expect(other.ring.get(current)).toBeUndefined();
    expect(destroyed).toEqual([current]);
    expect((await other.keeper.seek([current])).get(current)).toBe('ended');
  });

  it('are gone from a replica that stops, and it is no longer one of those that live', async () => {
    const town = new Town();
    const one = await town.add();
    await one.keeper.start('http://one');
    await one.keeper.stop();
    expect(one.ring.kids()).toEqual([]);
    expect(town.tables.replicas.size).toBe(0);
  });
});
