import { unwrapEpochKey, type EpochKey, type ReplicaKey } from '@havre/sealing';

import type { LiveReplica, StoredEpoch } from '../persistence/epoch.repository.js';

export interface PeerKeysParts {
  /** Name of this replica; its peers find in the database what to wrap keys to. */
  readonly replicaId: string;
  readonly replicaKey: ReplicaKey;
  readonly opsKey: string;
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

/** What a peer answers: epoch keys, each wrapped to the asker. */
export interface WrappedKeys {
  readonly keys: readonly string[];
}

const MAX_ANSWER = 64 * 1_024;

/** Asks another replica for epoch keys, memory to memory. Says nothing of why it got none: the next round asks again. */
export class PeerKeys {
  readonly #parts: PeerKeysParts;

  constructor(parts: PeerKeysParts) {
    this.#parts = parts;
  }

  /** Those of the wanted keys that the peer gave and that are what the database says they are. */
  async ask(peer: LiveReplica, wanted: readonly StoredEpoch[]): Promise<readonly EpochKey[]> {
    const wrapped = await this.#request(peer.url).catch(() => []);
    const keys = await Promise.all(wrapped.map((jwe) => this.#unwrap(jwe)));
    return keys.filter((key) => key !== undefined).filter((key) => isOneOf(key, wanted));
  }

  async #request(url: string): Promise<readonly string[]> {
    const { replicaId, opsKey, timeoutMs, fetch } = this.#parts;
    const target = new URL('/ops/v1/epoch-keys', url);
    target.searchParams.set('replica', replicaId);
    const response = await fetch(target, {
      headers: { authorization: `Bearer ${opsKey}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    return response.ok && text.length <= MAX_ANSWER ? wrappedIn(JSON.parse(text)) : [];
  }

  async #unwrap(jwe: string): Promise<EpochKey | undefined> {
    return unwrapEpochKey(jwe, this.#parts.replicaKey.privateKey).catch(() => undefined);
  }
}

function wrappedIn(answer: unknown): readonly string[] {
  const keys = typeof answer === 'object' && answer !== null && 'keys' in answer ? answer.keys : undefined;
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
}

function isOneOf({ kid, publicJwk }: EpochKey, wanted: readonly StoredEpoch[]): boolean {
  const epoch = wanted.find((one) => one.kid === kid);
  return epoch?.publicJwk.x === publicJwk.x && epoch.publicJwk.y === publicJwk.y;
}
