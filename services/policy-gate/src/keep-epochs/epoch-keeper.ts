import { randomUUID } from 'node:crypto';

import { createEpochKey, type EpochKey, type Point, type PublicJwk } from '@havre/sealing';

import { slotsAt, type EpochSlot } from '../domain/epoch.js';
import type { EpochsNow, LiveReplica, StoredEpoch } from '../persistence/epoch.repository.js';
import type { EpochKeyRing } from './key-ring.js';

/** Where public keys and replicas are written down. */
export interface EpochStore {
  now(liveMs: number): Promise<EpochsNow>;
  find(kids: readonly string[]): Promise<readonly StoredEpoch[]>;
  beat(replica: LiveReplica): Promise<void>;
  add(slot: EpochSlot, generation: number, publicJwk: PublicJwk, holder: string): Promise<void>;
  leave(id: string): Promise<void>;
}

export interface EpochKeeperParts {
  readonly store: EpochStore;
  readonly ring: EpochKeyRing;
  /** Asks a peer for keys; never rejects. */
  readonly ask: (peer: LiveReplica, wanted: readonly StoredEpoch[]) => Promise<readonly EpochKey[]>;
  readonly replica: { readonly id: string; readonly publicJwk: Point };
  readonly epochMs: number;
  readonly hears: (event: 'epoch-key-made' | 'epoch-key-received' | 'epoch-key-destroyed') => void;
}

/**
 * What can be said of a key that a record names. `elsewhere`: a replica that lives holds it and has not given it yet.
 * `ended`: its epoch is over and it is destroyed. `lost`: nobody who lives holds it. `unknown`: there never was one.
 */
export type KeyStanding = 'held' | 'elsewhere' | 'ended' | 'lost' | 'unknown';

/** A replica that was silent for so long is taken for dead; it beats every second. */
export const LIVE_MS = 5_000;

/**
 * Keeps the keys of the running epochs: makes the missing ones, gets those of other replicas, drops those that ended.
 * Who writes a slot down first has made its key. When nobody alive holds the key of a slot, another takes its place.
 */
export class EpochKeeper {
  readonly #parts: EpochKeeperParts;
  #url = '';
  #published: readonly PublicJwk[] = [];

  constructor(parts: EpochKeeperParts) {
    this.#parts = parts;
  }

  /** @param url how peers reach this replica */
  async start(url: string): Promise<void> {
    this.#url = url;
    await this.round();
  }

  async stop(): Promise<void> {
    this.#parts.ring.destroyAll();
    await this.#parts.store.leave(this.#parts.replica.id);
  }

  /** The public keys of this epoch and the next, for sealing to at `now`; empty when there is none yet or any more. */
  published(now: Date): readonly PublicJwk[] {
    const seconds = now.getTime() / 1_000;
    const [current, next] = this.#published.filter(({ exp }) => exp > seconds);
    return [current, next].filter((key) => key !== undefined);
  }

  /** One look at the epochs; to be repeated every second. Rejects when the database is away. */
  async round(): Promise<void> {
    const { store, ring, epochMs } = this.#parts;
    await this.#beat();
    const held = ring.kids();
    const found = await store.now(LIVE_MS);
    this.#dropEnded(held, found.epochs);
    const slots = slotsAt(found.now, epochMs);
    await this.#receive(found.epochs, found.replicas);
    const isMissing = await this.#makeMissing(slots, found);
    const made = ring.kids();
    const { epochs } = isMissing ? await store.now(LIVE_MS) : found;
    if (isMissing) this.#dropEnded(made, epochs);
    const published = slots.map(({ slot }) => newestOf(epochs, slot)?.publicJwk);
    this.#published = published.filter((key) => key !== undefined);
    await this.#beat();
  }

  /** Where the named keys are, getting them from peers where that can be done. */
  async seek(kids: readonly string[]): Promise<ReadonlyMap<string, KeyStanding>> {
    const { store, ring } = this.#parts;
    const missing = kids.filter((kid) => ring.get(kid) === undefined);
    const standings = new Map<string, KeyStanding>(kids.map((kid) => [kid, 'held']));
    if (missing.length === 0) return standings;
    const [epochs, { replicas }] = await Promise.all([store.find(missing), store.now(LIVE_MS)]);
    const running = epochs.filter(({ isEnded }) => !isEnded);
    await this.#receive(running, replicas);
    for (const kid of missing) standings.set(kid, this.#standingOf(kid, epochs, replicas));
    return standings;
  }

  #standingOf(kid: string, epochs: readonly StoredEpoch[], replicas: readonly LiveReplica[]): KeyStanding {
    const epoch = epochs.find((one) => one.kid === kid);
    if (epoch === undefined) return 'unknown';
    if (epoch.isEnded) return 'ended';
    if (this.#parts.ring.get(kid) !== undefined) return 'held';
    return this.#othersWith(kid, replicas).length > 0 ? 'elsewhere' : 'lost';
  }

  #beat(): Promise<void> {
    const { store, ring, replica } = this.#parts;
    return store.beat({ ...replica, url: this.#url, holds: ring.kids() });
  }

  /** @param held what was held before the epochs were read: what came since may be younger than they are */
  #dropEnded(held: readonly string[], running: readonly StoredEpoch[]): void {
    const { ring, hears } = this.#parts;
    const kept = new Set(running.map(({ kid }) => kid));
    for (const kid of held.filter((one) => !kept.has(one))) {
      ring.destroy(kid);
      hears('epoch-key-destroyed');
    }
  }

  async #receive(epochs: readonly StoredEpoch[], replicas: readonly LiveReplica[]): Promise<void> {
    const { ring, ask, hears } = this.#parts;
    const missing = (): StoredEpoch[] => epochs.filter(({ kid }) => ring.get(kid) === undefined);
    const holders = new Set(missing().flatMap(({ kid }) => this.#othersWith(kid, replicas)));
    for (const holder of holders) {
      if (missing().length === 0) return;
      for (const key of await ask(holder, missing())) {
        ring.add(key);
        hears('epoch-key-received');
      }
    }
  }

  /** @returns whether a key was missing, so that the epochs are to be read again */
  async #makeMissing(slots: readonly EpochSlot[], { epochs, replicas }: EpochsNow): Promise<boolean> {
    let isMissing = false;
    for (const slot of slots) {
      const newest = newestOf(epochs, slot.slot);
      if (newest !== undefined && this.#isHeld(newest.kid, replicas)) continue;
      await this.#make(slot, newest === undefined ? 0 : newest.generation + 1);
      isMissing = true;
    }
    return isMissing;
  }

  async #make(slot: EpochSlot, generation: number): Promise<void> {
    const { store, ring, replica, hears } = this.#parts;
    const key = await createEpochKey({ kid: randomUUID(), ...slot });
    // Held before it is written down: an answer of the database that is lost on the way must not lose the key.
    ring.add(key);
    await store.add(slot, generation, key.publicJwk, replica.id);
    hears('epoch-key-made');
  }

  #isHeld(kid: string, replicas: readonly LiveReplica[]): boolean {
    return this.#parts.ring.get(kid) !== undefined || this.#othersWith(kid, replicas).length > 0;
  }

  #othersWith(kid: string, replicas: readonly LiveReplica[]): readonly LiveReplica[] {
    return replicas.filter(({ id, holds }) => id !== this.#parts.replica.id && holds.includes(kid));
  }
}

/** The key that stands for a slot now. */
function newestOf(epochs: readonly StoredEpoch[], slot: number): StoredEpoch | undefined {
  return epochs
    .filter((epoch) => epoch.slot === slot)
    .sort((one, other) => other.generation - one.generation)[0];
}
