import type { EventType } from '@havre/events';
import {
  BaseRpcContext,
  Server,
  type CustomTransportStrategy,
  type MessageHandler,
} from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import type { EventLog, Subscription } from '../event-log.js';
import { silentLogger, type MessagingLogger } from '../messaging-logger.js';
import { systemScheduler, type Scheduler } from '../scheduler.js';
import { BatchProcessor, type RetrySettings } from './batch-processor.js';
import type { EventBatch } from './event-batch.js';
import type { Parking } from './parking.js';

export interface EventLogServerOptions {
  readonly eventLog: EventLog;
  /** Name of the service: its replicas share the work. */
  readonly group: string;
  readonly parking: Parking;
  /** Default: 5 attempts, 100 ms doubling to 2 s. */
  readonly retry?: Partial<RetrySettings>;
  /** Most events in one batch. */
  readonly maxBatch?: number;
  /** Types of events that no handler has any use for: the log need not send them. */
  readonly ignoredTypes?: readonly EventType[];
  /** Milliseconds of silence after which this consumer's partitions go to others. */
  readonly sessionTimeoutMs?: number;
  readonly logger?: MessagingLogger;
  readonly scheduler?: Scheduler;
}

const DEFAULT_RETRY: RetrySettings = { attempts: 5, initialMs: 100, maxMs: 2_000 };

/** Why a service cannot start: the handlers do not fit the log. */
export class HandlerError extends Error {
  override readonly name = 'HandlerError';
  readonly retriable = false;

  constructor(
    readonly code: 'handler.none' | 'handler.not-an-event-handler' | 'handler.two-for-one-topic',
    topic: string,
  ) {
    super(topic === '' ? code : `${code}: ${topic}`);
  }
}

/**
 * Nest transport over the event log. `@EventPattern(topic)` handlers get an `EventBatch` as `@Payload()`: resolve and it is
 * committed, throw and it comes again. Use `connectEventLog`, which also keeps Nest from masking and logging errors.
 */
export class EventLogServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  readonly #processor: BatchProcessor;
  #subscription: Subscription | undefined;

  constructor(private readonly options: EventLogServerOptions) {
    super();
    this.#processor = new BatchProcessor({
      parking: options.parking,
      retry: { ...DEFAULT_RETRY, ...options.retry },
      scheduler: options.scheduler ?? systemScheduler,
      logger: options.logger ?? silentLogger,
      deliver: (batch) => this.#deliver(batch),
    });
  }

  /** Subscribes to the topics of all handlers; hands `HandlerError` or `EventLogError` to the callback. */
  override listen(callback: (error?: unknown) => void): void {
    this.#subscribe().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Waits for the running handlers. */
  override async close(): Promise<void> {
    await this.#subscription?.close();
  }

  override on(): never {
    throw new Error('the event log has no events of its own');
  }

  override unwrap(): never {
    throw new Error('the event log shows nothing of what it runs on');
  }

  async #subscribe(): Promise<void> {
    const { eventLog, group, parking, maxBatch, ignoredTypes, sessionTimeoutMs } = this.options;
    const topics = this.#topics();
    parking.attach((record) => this.#processor.redeliver(record));
    this.#subscription = await eventLog.subscribe(
      {
        group,
        topics,
        spanPartitions: true,
        ...(maxBatch === undefined ? {} : { maxBatch }),
        ...(ignoredTypes === undefined ? {} : { ignoredTypes }),
        ...(sessionTimeoutMs === undefined ? {} : { sessionTimeoutMs }),
      },
      (batch) => this.#processor.process(batch),
    );
  }

  #topics(): readonly string[] {
    const topics = [...this.getHandlers().keys()];
    if (topics.length === 0) throw new HandlerError('handler.none', '');
    for (const topic of topics) {
      const handler = this.#handlerOf(topic);
      if (handler.isEventHandler !== true) throw new HandlerError('handler.not-an-event-handler', topic);
      // Nest would run both side by side, and run the first again whenever the second fails.
      if (handler.next !== undefined) throw new HandlerError('handler.two-for-one-topic', topic);
    }
    return topics;
  }

  #handlerOf(topic: string): MessageHandler {
    const handler = this.getHandlers().get(topic);
    if (handler === undefined) throw new HandlerError('handler.none', topic);
    return handler;
  }

  async #deliver(batch: EventBatch): Promise<void> {
    const handler = this.#handlerOf(batch.topic);
    const result: unknown = await handler(batch, new BaseRpcContext([batch.topic]));
    await lastValueFrom(this.transformToObservable(result), { defaultValue: undefined });
  }
}
