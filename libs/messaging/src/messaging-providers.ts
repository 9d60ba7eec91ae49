import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EffectsOnce } from './effects/effects-once.js';
import { openOutbox, Outbox } from './effects/outbox.js';
import { OutboxRelay, type OutboxRelayOptions } from './effects/outbox-relay.js';
import { ParkingLot, type DiscardHook } from './effects/parking-lot.js';
import type { EventLog } from './event-log.js';

/** Injection token of the `EventLog`. */
export const EVENT_LOG = Symbol('EventLog');

/** Makes one opened event log known to every module of an application. Whoever opened it closes it. */
@Module({})
export class EventLogModule {
  static forRoot(eventLog: EventLog): DynamicModule {
    return {
      module: EventLogModule,
      global: true,
      providers: [{ provide: EVENT_LOG, useValue: eventLog }],
      exports: [EVENT_LOG],
    };
  }
}

export interface MessagingProvidersOptions {
  /** Name of the service's group. */
  readonly consumer: string;
  readonly onDiscard?: DiscardHook;
  readonly relay?: OutboxRelayOptions;
  /** See `EffectsOnceParts`. */
  readonly isRepeatable?: boolean;
}

/**
 * `EffectsOnce`, `Outbox`, `OutboxRelay` and `ParkingLot` for a service's module. Needs providers of `DataSource` (the class
 * of typeorm is the token) and `EVENT_LOG`. The relay starts and stops with the application.
 */
export function messagingProviders({
  consumer,
  onDiscard,
  relay,
  isRepeatable = false,
}: MessagingProvidersOptions): Provider[] {
  return [
    { provide: Outbox, inject: [DataSource, EVENT_LOG], useFactory: openOutbox },
    {
      provide: OutboxRelay,
      inject: [DataSource, EVENT_LOG, Outbox],
      useFactory: (dataSource: DataSource, eventLog: EventLog, outbox: Outbox) =>
        new OutboxRelay(dataSource, eventLog, { ...relay, outbox }),
    },
    {
      provide: EffectsOnce,
      inject: [DataSource, Outbox, OutboxRelay],
      useFactory: (dataSource: DataSource, outbox: Outbox, outboxRelay: OutboxRelay) =>
        new EffectsOnce(dataSource, consumer, { outbox, relay: outboxRelay, isRepeatable }),
    },
    {
      provide: ParkingLot,
      inject: [DataSource, Outbox, OutboxRelay],
      useFactory: (dataSource: DataSource, outbox: Outbox, outboxRelay: OutboxRelay) =>
        new ParkingLot(dataSource, consumer, {
          outbox,
          relay: outboxRelay,
          ...(onDiscard === undefined ? {} : { onDiscard }),
        }),
    },
  ];
}
