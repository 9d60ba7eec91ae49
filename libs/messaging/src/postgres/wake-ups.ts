import { Client } from 'pg';
import { backoffMs } from '../scheduler.js';
import { connectionConfig, type LogDatabase } from './log-database.js';
import type { PostgresSettings } from './postgres-settings.js';

/** What a subscription wants to hear. Hints only: everything is found by polling too. */
export interface WakeUpListener {
  onRecords(partitionIds: readonly number[]): void;
  onGroup(group: string): void;
  /** Something may have been missed: look everywhere. */
  onDoubt(): void;
}

const MIN_GAP_MS = 5;
const CHECK_MS = 30_000;
const NOTIFY = { name: 'notify', text: 'SELECT pg_notify($1, $2)' };
/** A payload of NOTIFY is at most 8000 bytes; beyond this the receivers look everywhere. */
const MAX_PAYLOAD = 4_000;

/**
 * Wakes readers in this process directly and those in other processes by NOTIFY, over one listening connection a process.
 * NOTIFY goes out after the append's commit and not within it: within, it would make all commits of the database wait for
 * one another. It may get lost then, which is why readers poll as well.
 */
export class WakeUps {
  readonly #listeners = new Set<WakeUpListener>();
  readonly #unsent = new Set<number>();
  #client: Client | undefined;
  #isListening = false;
  #attempt = 0;
  #isSending = false;
  #isClosed = false;
  #cancelTimer: () => void = () => undefined;

  constructor(
    private readonly database: LogDatabase,
    private readonly settings: PostgresSettings,
  ) {}

  /** Whether NOTIFY reaches this process now. */
  get isListening(): boolean {
    return this.#isListening;
  }

  async add(listener: WakeUpListener): Promise<void> {
    this.#listeners.add(listener);
    if (this.#client === undefined) await this.#connect();
  }

  remove(listener: WakeUpListener): void {
    this.#listeners.delete(listener);
  }

  announceRecords(partitionIds: readonly number[]): void {
    for (const listener of this.#listeners) listener.onRecords(partitionIds);
    for (const id of partitionIds) this.#unsent.add(id);
    this.#send();
  }

  /** Tells the other members of a group that partitions are free or that a member came or went. */
  async announceGroup(group: string): Promise<void> {
    for (const listener of this.#listeners) listener.onGroup(group);
    await this.#notify(`g${group}`);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelTimer();
    await this.#client?.end().catch(() => undefined);
  }

  #send(): void {
    if (this.#isSending || this.#isClosed || this.#unsent.size === 0) return;
    this.#isSending = true;
    const payload = `r${[...this.#unsent].join(',')}`;
    this.#unsent.clear();
    void this.#notify(payload.length > MAX_PAYLOAD ? 'd' : payload).then(() => {
      this.settings.scheduler.after(MIN_GAP_MS, () => {
        this.#isSending = false;
        this.#send();
      });
    });
  }

  async #notify(payload: string): Promise<void> {
    const { channel, instanceId } = this.settings;
    await this.database.swift(NOTIFY, [channel, `${instanceId}${payload}`]).catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new Client(connectionConfig(this.settings));
    this.#client = client;
    client.on('error', () => this.#onLost(client));
    client.on('end', () => this.#onLost(client));
    client.on('notification', ({ payload }) => this.#dispatch(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${this.settings.channel}`);
      this.#isListening = true;
      this.#attempt = 0;
      this.#checkLater(client);
      for (const listener of this.#listeners) listener.onDoubt();
    } catch {
      this.#onLost(client);
    }
  }

  /** A connection that only listens would not notice that nothing reaches it any more. */
  #checkLater(client: Client): void {
    this.#cancelTimer = this.settings.scheduler.after(CHECK_MS, () => {
      client.query('SELECT 1').then(
        () => {
          if (this.#client === client && !this.#isClosed) this.#checkLater(client);
        },
        () => this.#onLost(client),
      );
    });
  }

  #onLost(client: Client): void {
    if (this.#client !== client || this.#isClosed) return;
    this.#client = undefined;
    this.#isListening = false;
    client.end().catch(() => undefined);
    this.#cancelTimer();
    const wait = backoffMs(this.settings.backoff, this.#attempt++);
    this.#cancelTimer = this.settings.scheduler.after(wait, () => void this.#connect());
  }

  #dispatch(message: string): void {
    const { instanceId } = this.settings;
    if (message.startsWith(instanceId)) return;
    const kind = message[instanceId.length];
    const rest = message.slice(instanceId.length + 1);
    for (const listener of this.#listeners) {
      if (kind === 'r') listener.onRecords(rest.split(',').map(Number));
      else if (kind === 'g') listener.onGroup(rest);
      else listener.onDoubt();
    }
  }
}
