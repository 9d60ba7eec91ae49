import { createHash } from 'node:crypto';

import type { IncomingRecord } from '@havre/messaging';
import { kidOf, type Opener, type OpenRefusal } from '@havre/sealing';
import { FaultError } from '@havre/service';

import { GRACE_MS } from '../domain/epoch.js';
import type { EpochKeyRing } from '../keep-epochs/key-ring.js';
import type { KeyStanding } from '../keep-epochs/epoch-keeper.js';
import type { SeenSeal } from '../persistence/ingress.repository.js';

/** Why a record was not taken, as far as it is counted. Says nothing of what is inside: nobody has seen it. */
export type UnopenedReason =
  'plaintext' | 'unknown-key' | 'expired-key' | 'wrong-topic' | 'not-genuine' | 'too-large' | 'replay';

export type SealReading =
  | { readonly outcome: 'opened'; readonly plaintext: Uint8Array }
  | { readonly outcome: 'refused'; readonly reason: UnopenedReason };

/** A living replica holds a key and cannot be asked for it now: the records wait. */
export class KeyElsewhereFault extends FaultError<'epoch-key-elsewhere'> {
  constructor() {
    super('epoch-key-elsewhere', true);
  }
}

export interface SealReaderParts {
  readonly ring: EpochKeyRing;
  readonly opener: Opener;
  /** Where the keys of these names are, after peers were asked. */
  readonly seek: (kids: readonly string[]) => Promise<ReadonlyMap<string, KeyStanding>>;
  /** Whether each seal was seen at another position before. */
  readonly claim: (topic: string, seals: readonly SeenSeal[]) => Promise<readonly boolean[]>;
}

type Candidate = SealReading & { readonly seal?: SeenSeal };

const MARK_BYTES = 16;
const REASONS: Readonly<Record<OpenRefusal, UnopenedReason>> = {
  'not-sealed': 'plaintext',
  'unknown-key': 'unknown-key',
  'not-for-this-topic': 'wrong-topic',
  'not-genuine': 'not-genuine',
  'too-large': 'too-large',
};

/** Opens the records of one partition. Whatever a record holds, it only ever costs itself. */
export class SealReader {
  readonly #parts: SealReaderParts;

  constructor(parts: SealReaderParts) {
    this.#parts = parts;
  }

  /**
   * @returns a reading for each record, in their order
   * @throws KeyElsewhereFault, and what the database throws: then none was read
   */
  async read(topic: string, records: readonly IncomingRecord[]): Promise<readonly SealReading[]> {
    const standings = await this.#seekMissing(records);
    const candidates = records.map((record) => this.#open(topic, record, standings));
    const seals = candidates.flatMap(({ seal }) => (seal === undefined ? [] : [seal]));
    const replayed = (await this.#parts.claim(topic, seals))[Symbol.iterator]();
    return candidates.map((candidate) => {
      if (candidate.outcome === 'refused') return candidate;
      if (replayed.next().value !== true) return candidate;
      candidate.plaintext.fill(0);
      return refused('replay');
    });
  }

  async #seekMissing(records: readonly IncomingRecord[]): Promise<ReadonlyMap<string, KeyStanding>> {
    const { ring, seek } = this.#parts;
    const named = records.flatMap((record) => (record.isBare === true ? [kidOf(record.value)] : []));
    const missing = new Set(named.filter((kid) => kid !== undefined && ring.get(kid) === undefined));
    if (missing.size === 0) return new Map();
    const standings = await seek([...missing].filter((kid) => kid !== undefined));
    if ([...standings.values()].includes('elsewhere')) throw new KeyElsewhereFault();
    return standings;
  }

  #open(topic: string, record: IncomingRecord, standings: ReadonlyMap<string, KeyStanding>): Candidate {
    const { value, partition, offset } = record;
    if (record.isBare !== true) return refused('plaintext');
    const opened = this.#parts.opener.open(value, topic);
    if (opened.outcome === 'refused')
      return refused(reasonOf(opened.code, standings.get(kidOf(value) ?? '')));
    const { plaintext, kid, epk, iv } = opened;
    if (this.#isTooLate(record, kid)) {
      plaintext.fill(0);
      return refused('expired-key');
    }
    return { outcome: 'opened', plaintext, seal: { kid, mark: markOf(epk, iv), partition, offset } };
  }

  /** By the log's own clock: a key that is still there for those who wait is not there for those who come late. */
  #isTooLate({ appendedAt }: IncomingRecord, kid: string): boolean {
    const exp = this.#parts.ring.get(kid)?.publicJwk.exp;
    return exp !== undefined && appendedAt.getTime() > exp * 1_000 + GRACE_MS;
  }
}

function reasonOf(code: OpenRefusal, standing: KeyStanding | undefined): UnopenedReason {
  return code === 'unknown-key' && standing === 'ended' ? 'expired-key' : REASONS[code];
}

/** Names a seal by its random numbers alone; short, because it is kept for every record of an epoch. */
function markOf(epk: string, iv: string): Buffer {
  return createHash('sha256').update(`${epk}.${iv}`).digest().subarray(0, MARK_BYTES);
}

function refused(reason: UnopenedReason): { readonly outcome: 'refused'; readonly reason: UnopenedReason } {
  return { outcome: 'refused', reason };
}
