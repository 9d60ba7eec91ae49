import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TOPICS, toRecord, type HavreEvent } from '@havre/events';
import { openPostgresEventLog, type EventLog } from '@havre/messaging';
import { createServiceLogger, hashOf, type RunningService } from '@havre/service';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { createFeed } from '../create-feed.js';
import { ACCUEIL, AUBERGE, BONAVENTURE, LOISIRS } from './events.js';
import { SseReader } from './sse-reader.js';

interface TestKey {
  readonly id: string;
  readonly role: 'department' | 'provider' | 'operator';
  readonly sources: readonly string[];
  readonly scopes?: readonly string[];
}

const KEYS: readonly TestKey[] = [
  { id: 'accueil', role: 'department', sources: [ACCUEIL] },
  { id: 'loisirs', role: 'department', sources: [LOISIRS] },
  { id: 'maison-bonaventure', role: 'provider', sources: [BONAVENTURE] },
  { id: 'auberge', role: 'provider', sources: [AUBERGE] },
  { id: 'both', role: 'provider', sources: [BONAVENTURE, AUBERGE] },
  { id: 'only-publishes', role: 'department', sources: [ACCUEIL], scopes: ['events:publish'] },
];

export const OPS_KEY = 'o'.repeat(40);

/** The whole feed over HTTP, on a real PostgreSQL that is its event log too. */
export class FeedService {
  readonly #secret = randomBytes(16).toString('hex');

  private constructor(
    private readonly postgres: TestPostgres,
    private readonly folder: string,
    readonly log: EventLog,
  ) {}

  service: RunningService | undefined;

  static async start(variables: Readonly<Record<string, string>> = {}): Promise<FeedService> {
    const postgres = await startPostgres();
    const folder = await mkdtemp(join(tmpdir(), 'havre-feed-'));
    const log = await openPostgresEventLog({ connectionString: postgres.url });
    await log.ensureTopics(TOPICS);
    const feed = new FeedService(postgres, folder, log);
    await feed.writeKeys(KEYS);
    await feed.open(variables);
    return feed;
  }

  /** Starts an instance; the same database and keys each time. */
  async open(variables: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    this.service = await createFeed(
      {
        env: {
          HAVRE_DATABASE_URL: this.postgres.url,
          HAVRE_KEYS_FILE: join(this.folder, 'keys.json'),
          HAVRE_OPS_KEY: OPS_KEY,
          HAVRE_FEED_PORT: '0',
          HAVRE_FEED_POLL_MS: '50',
          ...variables,
        },
        eventLog: this.log,
        hasProcessMetrics: false,
      },
      createServiceLogger({ service: 'feed', level: 'silent' }),
    );
    return this.service;
  }

  async stop(): Promise<void> {
    await this.service?.close();
    await this.log.close();
    await this.postgres.stop();
    await rm(this.folder, { recursive: true });
  }

  writeKeys(keys: readonly TestKey[]): Promise<void> {
    const written = keys.map(({ scopes = ['feed:read'], ...key }) => ({
      ...key,
      scopes,
      hash: hashOf(this.#secret),
    }));
    return writeFile(join(this.folder, 'keys.json'), JSON.stringify(written));
  }

  /** Every key but one: that one is revoked. */
  revoke(keyId: string): Promise<void> {
    return this.writeKeys(KEYS.filter(({ id }) => id !== keyId));
  }

  append(...events: readonly HavreEvent[]): Promise<void> {
    return this.log.append(events.map(toRecord));
  }

  get(path: string, keyId: string | undefined, headers: Record<string, string> = {}): Promise<Response> {
    const authorization =
      keyId === undefined ? {} : { authorization: `Bearer havre_${keyId}_${this.#secret}` };
    return fetch(new URL(path, this.service?.url), { headers: { ...authorization, ...headers } });
  }

  /** Opens a stream; `after` is the last cursor that this reader has seen. */
  async stream(keyId: string, after?: string): Promise<SseReader> {
    const leaving = new AbortController();
    const response = await fetch(new URL('/v1/events', this.service?.url), {
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer havre_${keyId}_${this.#secret}`,
        ...(after === undefined ? {} : { 'last-event-id': after }),
      },
      signal: leaving.signal,
    });
    return new SseReader(response, () => leaving.abort());
  }

  async json<T>(path: string, keyId: string): Promise<T> {
    const response = await this.get(path, keyId);
    if (response.status !== 200) throw new RangeError(`${path}: ${String(response.status)}`);
    return (await response.json()) as T;
  }

  /** Asks again until the answer is as it should be: what was appended is projected a little later. */
  async until<T>(path: string, keyId: string, isReady: (body: T) => boolean): Promise<T> {
    for (;;) {
      const body = await this.json<T>(path, keyId);
      if (isReady(body)) return body;
      await sleep(10);
    }
  }
}
