import { createHash, timingSafeEqual } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import type { StatWatcher } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { systemClock } from '../clock/clock.js';
import type { Clock } from '../clock/clock.js';
import { faultCodeOf } from '../fault/fault-of.js';
import type { ServiceLogger } from '../logging/service-logger.js';
import type { PresentedKey } from './bearer-token.js';
import type { Caller } from './caller.js';
import { KeysFileError, parseKeysFile } from './key-file.js';
import type { ApiKey } from './key-file.js';

const LOOK_EVERY_MS = 1_000;
const NOBODY = '0'.repeat(64);

/** The API keys that count now. */
export class KeyRing {
  #keys: ReadonlyMap<string, ApiKey>;

  /** @param clock decides expiry: real time, never the test clock */
  constructor(
    keys: readonly ApiKey[],
    private readonly clock: Clock = systemClock,
  ) {
    this.#keys = byId(keys);
  }

  get size(): number {
    return this.#keys.size;
  }

  replace(keys: readonly ApiKey[]): void {
    this.#keys = byId(keys);
  }

  /** Who a presented key belongs to. An unknown id takes as long as a wrong secret. */
  authenticate(presented: PresentedKey | undefined): Caller | undefined {
    if (presented === undefined) return undefined;
    const key = this.#keys.get(presented.id);
    const isRight = matchesHash(presented.secret, key?.hash ?? NOBODY);
    if (key === undefined || !isRight || key.isRevoked || this.#isExpired(key)) return undefined;
    return { keyId: key.id, role: key.role, sources: key.sources, scopes: key.scopes };
  }

  #isExpired({ expiresAt }: ApiKey): boolean {
    return expiresAt !== undefined && expiresAt.getTime() <= this.clock.now().getTime();
  }
}

/** A key ring that follows a file. */
export interface WatchedKeyRing {
  readonly ring: KeyRing;
  stop(): void;
}

/**
 * Reads the keys file and follows its changes (looked for every second, by what the path leads to, so that replaced files
 * and links count). A changed file that cannot be read leaves the keys as they were, and is logged as an error.
 *
 * @throws KeysFileError `keys-file-unreadable`, `keys-file-malformed`
 */
export async function watchKeysFile(path: string, logger: ServiceLogger): Promise<WatchedKeyRing> {
  const ring = new KeyRing(await readKeys(path));
  const reload = (): void => {
    readKeys(path).then(
      (keys) => {
        ring.replace(keys);
        logger.info('keys-reloaded', { count: keys.length });
      },
      (error: unknown) => logger.error('keys-not-reloaded', { code: faultCodeOf(error) }),
    );
  };
  const watcher: StatWatcher = watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, reload);
  watcher.unref();
  return { ring, stop: () => unwatchFile(path, reload) };
}

async function readKeys(path: string): Promise<readonly ApiKey[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new KeysFileError('keys-file-unreadable');
  });
  return parseKeysFile(text);
}

const byId = (keys: readonly ApiKey[]): ReadonlyMap<string, ApiKey> =>
  new Map(keys.map((key) => [key.id, key]));

/** Compares SHA-256 of a secret with a hash in constant time. */
export function matchesHash(secret: string, hash: string): boolean {
  return timingSafeEqual(createHash('sha256').update(secret).digest(), Buffer.from(hash, 'hex'));
}

/** What the keys file holds of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
