import { EventLogError } from '../event-log-error.js';
import type { IncomingRecord, RecordBatch } from '../event-log.js';
import { faultOf, type Fault } from '../fault.js';
import type { MessagingLogger } from '../messaging-logger.js';
import { backoffMs, pause, type BackoffSettings, type Scheduler } from '../scheduler.js';
import type { EventBatch, ReceivedEvent } from './event-batch.js';
import type { ParkedRecord, Parking } from './parking.js';
import { readFromTopic } from './read-from-topic.js';

export interface RetrySettings extends BackoffSettings {
  /** How often a batch is tried before it is taken apart; at least 1. */
  readonly attempts: number;
}

export interface BatchProcessorParts {
  readonly parking: Parking;
  readonly retry: RetrySettings;
  readonly scheduler: Scheduler;
  readonly logger: MessagingLogger;
  deliver(batch: EventBatch): Promise<void>;
}

interface Received extends ReceivedEvent {
  readonly raw: IncomingRecord;
}

interface Tries {
  /** How often to try now. */
  readonly attempts: number;
  /** How often the same events were tried already, as part of a larger batch. */
  readonly before: number;
}

interface ParkedKeys {
  readonly keys: Set<string>;
  /** Partitions whose parked keys are known. */
  readonly partitions: Set<number>;
}

/**
 * What happens to a batch. Faults that pass are thrown, so that the partition waits and gets the batch again, for ever.
 * Others are tried a few times; then the batch is halved until the failing record stands alone, and its key is parked.
 */
export class BatchProcessor {
  /** Keys parked in our partitions, as long as they are ours: only the owner parks. The signal stands for the ownership. */
  readonly #parkedKeys = new WeakMap<AbortSignal, ParkedKeys>();

  constructor(private readonly parts: BatchProcessorParts) {}

  async process(batch: RecordBatch): Promise<void> {
    const parked = await this.#parkedOf(batch);
    await this.#queueWaiting(batch, parked);
    const { readable, held } = sortRecords(batch, parked);
    await this.#settle(batch, readable, parked, { attempts: this.parts.retry.attempts, before: 0 });
    for (const { record, fault } of held) {
      if (parked.has(record.key)) await this.parts.parking.queueBehind(batch.topic, [record]);
      else await this.#park(record, parked, fault, 1);
    }
  }

  /** Delivers one record that was set aside. */
  async redeliver(record: ParkedRecord): Promise<void> {
    const read = readFromTopic(record.topic, record.value);
    if (read.outcome === 'invalid') throw new DeliveryFault(unreadable(read.code));
    const { topic, partition, offset, key } = record;
    const events = [{ event: read.event, record: { topic, partition, offset, key } }];
    await this.parts.deliver({ topic, partition, events, signal: new AbortController().signal });
  }

  /** Keys that are parked, of the partitions of the batch and maybe of others: a key has one partition. */
  async #parkedOf({ topic, records, signal }: RecordBatch): Promise<Set<string>> {
    const known = this.#parkedKeys.get(signal) ?? { keys: new Set(), partitions: new Set() };
    this.#parkedKeys.set(signal, known);
    for (const partition of new Set(records.map((record) => record.partition))) {
      if (known.partitions.has(partition)) continue;
      for (const key of await this.parts.parking.parkedKeys(topic, partition)) known.keys.add(key);
      known.partitions.add(partition);
    }
    return known.keys;
  }

  /** Puts the records of parked keys behind them. Keys that an operator freed meanwhile are delivered again. */
  async #queueWaiting({ topic, records }: RecordBatch, parked: Set<string>): Promise<void> {
    const waiting = records.filter(({ key }) => parked.has(key));
    if (waiting.length === 0) return;
    const still = await this.parts.parking.queueBehind(topic, waiting);
    for (const { key } of waiting) if (!still.has(key)) parked.delete(key);
  }

  async #settle(
    batch: RecordBatch,
    events: readonly Received[],
    parked: Set<string>,
    tries: Tries,
  ): Promise<void> {
    const open = await this.#withoutParked(batch, events, parked);
    const first = open[0];
    if (first === undefined) return;
    const fault = await this.#deliver(batch, open, tries.attempts);
    if (fault === undefined) return;
    const before = tries.before + tries.attempts;
    if (open.length === 1) return this.#park(first.raw, parked, fault, before);
    const middle = Math.ceil(open.length / 2);
    await this.#settle(batch, open.slice(0, middle), parked, { attempts: 1, before });
    await this.#settle(batch, open.slice(middle), parked, { attempts: 1, before });
  }

  async #withoutParked(
    batch: RecordBatch,
    events: readonly Received[],
    parked: Set<string>,
  ): Promise<readonly Received[]> {
    const behind = events.filter(({ raw }) => parked.has(raw.key)).map(({ raw }) => raw);
    if (behind.length === 0) return events;
    const still = await this.parts.parking.queueBehind(batch.topic, behind);
    for (const { key } of behind) if (!still.has(key)) parked.delete(key);
    return events.filter(({ raw }) => !parked.has(raw.key));
  }

  /** The fault that outlasted all attempts. */
  async #deliver(
    batch: RecordBatch,
    events: readonly Received[],
    attempts: number,
  ): Promise<Fault | undefined> {
    const { topic, partition, signal } = batch;
    for (let attempt = 1; ; attempt += 1) {
      if (signal.aborted) throw new EventLogError('lease-lost');
      try {
        await this.parts.deliver({ topic, partition, events, signal });
        return undefined;
      } catch (error) {
        const fault = faultOf(error);
        if (fault.retriable) throw new DeliveryFault(fault);
        if (attempt >= attempts) return fault;
        this.parts.logger.warn('event-log.batch-failed', {
          topic,
          partition,
          attempts: attempt,
          code: fault.code,
        });
      }
      await batch.heartbeat();
      await pause(this.parts.scheduler, backoffMs(this.parts.retry, attempt - 1), signal);
    }
  }

  async #park(record: IncomingRecord, parked: Set<string>, { code }: Fault, attempts: number): Promise<void> {
    const { topic, partition, offset } = record;
    await this.parts.parking.park(record, code, attempts);
    parked.add(record.key);
    this.parts.logger.warn('event-log.key-parked', { topic, partition, offset: String(offset), code });
  }
}

interface Held {
  readonly record: IncomingRecord;
  /** Why the first record of this key could not be read. */
  readonly fault: Fault;
}

/** Takes records that are no events aside, and with them what follows them under the same key. */
function sortRecords(
  { records }: RecordBatch,
  parked: ReadonlySet<string>,
): { readonly readable: readonly Received[]; readonly held: readonly Held[] } {
  const readable: Received[] = [];
  const held: Held[] = [];
  const faults = new Map<string, Fault>();
  for (const raw of records.filter(({ key }) => !parked.has(key))) {
    const { topic, partition, offset, key } = raw;
    const read = faults.has(key) ? undefined : readFromTopic(topic, raw.value);
    if (read?.outcome === 'valid') {
      readable.push({ event: read.event, record: { topic, partition, offset, key }, raw });
      continue;
    }
    const fault = faults.get(key) ?? unreadable(read?.code ?? 'envelope');
    faults.set(key, fault);
    held.push({ record: raw, fault });
  }
  return { readable, held };
}

function unreadable(reason: string): Fault {
  return { code: `event.${reason}`, retriable: false };
}

/** A handler's error with nothing but its code, so that whoever logs it can do no harm. */
class DeliveryFault extends Error {
  readonly code: string;
  readonly retriable: boolean;

  constructor({ code, retriable }: Fault) {
    super(`delivery failed: ${code}`);
    this.code = code;
    this.retriable = retriable;
  }
}
