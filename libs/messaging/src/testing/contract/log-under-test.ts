import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog, IncomingRecord, OutgoingRecord, RecordBatch } from '../../event-log.js';
import { EventLogError } from '../../event-log-error.js';
import { openEventLog, type EventLogSettings } from '../../open-event-log.js';

/** A real log, and what may be done to it. */
export interface LogUnderTest {
  readonly settings: EventLogSettings;
  /** The log is away: nothing reaches it until `restore`. */
  takeAway(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens logs for one test and closes them after it, the way separate processes would. */
export class LogBench {
  readonly #open: EventLog[] = [];

  constructor(readonly underTest: LogUnderTest) {}

  async openLog(changes: Partial<EventLogSettings> = {}): Promise<EventLog> {
    const log = await openEventLog({ ...this.underTest.settings, ...changes } as EventLogSettings);
    this.#open.push(log);
    return log;
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((log) => log.close()));
  }
}

/** A name that no other test of the run uses. */
export function ownName(purpose: string): string {
  return `${purpose}.${randomUUID().slice(0, 8)}`;
}

/** Records `from` … `from + count - 1` of one key; the value is `key:number`. */
export function numbered(topic: string, key: string, count: number, from = 0): readonly OutgoingRecord[] {
  return Array.from({ length: count }, (_, index) => ({ topic, key, value: `${key}:${from + index}` }));
}

/** Everything that a handler has been given. */
export class Seen {
  readonly batches: RecordBatch[] = [];

  readonly handler = (batch: RecordBatch): Promise<void> => {
    this.batches.push(batch);
    return Promise.resolve();
  };

  get records(): readonly IncomingRecord[] {
    return this.batches.flatMap(({ records }) => records);
  }

  get values(): readonly string[] {
    return this.records.map(({ value }) => value);
  }

  numbersOf(key: string): readonly number[] {
    return numbersOf(this.values, key);
  }
}

export function numbersOf(values: readonly string[], key: string): readonly number[] {
  return values
    .filter((value) => value.startsWith(`${key}:`))
    .map((value) => Number(value.slice(key.length + 1)));
}

/** Repeats an append until the log has taken it, as every producer of Havre does. */
export async function appendSurely(log: EventLog, records: readonly OutgoingRecord[]): Promise<void> {
  for (;;) {
    try {
      await log.append(records);
      return;
    } catch (error) {
      if (!(error instanceof EventLogError) || !error.retriable) throw error;
      await sleep(50);
    }
  }
}

/** The numbers 0 … `count - 1`. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** First occurrences only: what order means where a batch may come twice. */
export function withoutRepeats<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
