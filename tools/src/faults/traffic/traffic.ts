import { Random } from '../../demo/random.js';
import { openSealedDoor, type SealedDoor } from '@havre/publisher';
import { DEPARTMENTS, PROVIDERS, SEALING_DEPARTMENT } from '../cluster/city.js';
import { PARTNERS } from '../cluster/services.js';
import type { Cluster } from '../cluster/cluster.js';
import { type Desk, publishIntakes, withdrawSome } from './departments.js';
import { insist } from '../inject/fault.js';
import { FeedReader } from './feed-reader.js';
import { History } from './history.js';
import { Post } from './post.js';
import { countDoors, OfferDesk, reportCounts } from './providers.js';

const TIMEOUT_MS = 8_000;
const ATTEMPTS = 10;

export interface TrafficPlan {
  readonly seed: number;
  /** Mean pause between two events of one sender, in milliseconds. */
  readonly pauseMs: number;
}

/** All that partners do during a run: what they send, what they read, and what they answer. */
export class Traffic {
  readonly history = new History();
  /** Feeds that are followed all the time. */
  readonly readers: readonly FeedReader[];
  readonly post: Post;
  readonly #begun: Promise<unknown>[] = [];
  readonly #desks: OfferDesk[] = [];
  readonly #sending = new AbortController();
  readonly #reading = new AbortController();
  readonly #giveUp = new AbortController();
  readonly #desk: Desk;

  private constructor(
    private readonly cluster: Cluster,
    private readonly sealedDoor: SealedDoor,
    { seed, pauseMs }: TrafficPlan,
  ) {
    const random = new Random(seed);
    const doors = cluster.of('policy-gate').map(({ urlThroughWire }) => urlThroughWire);
    const { tokens } = cluster.keys;
    this.post = new Post({
      doors,
      tokens,
      sealed: new Map([[SEALING_DEPARTMENT, sealedDoor]]),
      history: this.history,
      random,
      signal: this.#giveUp.signal,
      timeoutMs: TIMEOUT_MS,
    });
    this.#desk = { post: this.post, random, pauseMs, signal: this.#sending.signal };
    this.readers = [...DEPARTMENTS, SEALING_DEPARTMENT, ...PROVIDERS].map((keyId) =>
      newReader(cluster, keyId),
    );
  }

  /** Opens the sealed door, and begins nothing else. */
  static async open(cluster: Cluster, plan: TrafficPlan): Promise<Traffic> {
    const urlOf = (service: 'policy-gate' | 'feed'): string => cluster.of(service)[0]?.urlThroughWire ?? '';
    const sealedDoor = await openSealedDoor({
      kafka: { brokers: [`127.0.0.1:${String(cluster.broker.wires.get(PARTNERS)?.port)}`] },
      source: `/departments/${SEALING_DEPARTMENT}`,
      gate: urlOf('policy-gate'),
      feed: urlOf('feed'),
      key: cluster.keys.tokens.get(SEALING_DEPARTMENT) ?? '',
      silenceMs: TIMEOUT_MS,
      attempts: 3,
    });
    return new Traffic(cluster, sealedDoor, plan);
  }

  start(): void {
    const { signal } = this.#reading;
    // Answers are given until the end, when nothing new is published any more.
    const answering: Desk = { ...this.#desk, signal };
    for (const reader of this.readers) {
      if (PROVIDERS.includes(reader.keyId)) {
        const desk = new OfferDesk(answering, reader.keyId);
        this.#desks.push(desk);
        this.#begun.push(reader.follow(signal, desk.see));
      } else {
        this.#begun.push(reader.follow(signal, withdrawSome(this.#desk, reader.keyId)));
      }
    }
    this.#begun.push(publishIntakes(this.#desk), countDoors(this.#desk), reportCounts(this.#desk));
  }

  /** Nothing new from now on; what was begun goes on until it is acknowledged, and offers are answered. */
  stopSending(): void {
    this.#sending.abort();
  }

  /** No more answers and no more reading. What is not acknowledged within `patienceMs` never is. */
  async stop(patienceMs: number): Promise<void> {
    this.stopSending();
    this.#reading.abort();
    const timer = setTimeout(() => this.#giveUp.abort(), patienceMs);
    await Promise.all(this.#begun);
    await Promise.all(this.#desks.map((desk) => desk.settle()));
    await this.post.settle();
    clearTimeout(timer);
    this.#giveUp.abort();
    await this.sealedDoor.close();
  }

  /** Each feed, read once more from its beginning, by somebody who has seen nothing of it yet. */
  async readWholeFeeds(): Promise<readonly FeedReader[]> {
    const fresh = this.readers.map(({ keyId }) => newReader(this.cluster, keyId));
    for (const reader of fresh) await insist(() => reader.readToTheEnd(), ATTEMPTS);
    return fresh;
  }
}

function newReader(cluster: Cluster, keyId: string): FeedReader {
  const feeds = cluster.of('feed').map(({ urlThroughWire }) => urlThroughWire);
  return new FeedReader({ feeds, keyId, token: cluster.keys.tokens.get(keyId) ?? '' });
}
