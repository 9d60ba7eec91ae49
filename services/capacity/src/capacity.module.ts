import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import {
  EVENT_LOG,
  EventLogModule,
  Outbox,
  OutboxRelay,
  ParkingLot,
  messagingProviders,
  type EventLog,
} from '@havre/messaging';
import {
  DatabaseModule,
  IDS,
  LOGGER,
  OperationsModule,
  type IdGenerator,
  type ServiceLogger,
} from '@havre/service';
import { DataSource } from 'typeorm';
import { AgeReports } from './age-reports/age-reports.js';
import { GiveUpWaiting } from './await-listing/give-up-waiting.js';
import { WaitingStatements } from './await-listing/waiting-statements.js';
import { EventsController } from './events.controller.js';
import { ExpireHolds } from './expire-holds/expire-holds.js';
import { FollowDirectory } from './follow-directory/follow-directory.js';
import { ForgetHolds } from './forget-holds/forget-holds.js';
import { DatabaseClock } from './persistence/database-clock.js';
import { DriftStore } from './persistence/drift.store.js';
import { LedgerStore } from './persistence/ledger.store.js';
import { ListingStore } from './persistence/listing.store.js';
import { MovementStore } from './persistence/movement.store.js';
import { PERSISTENCE } from './persistence/persistence.js';
import { ServiceLock } from './persistence/service-lock.js';
import { DiscardRecords } from './record-batch/discard-records.js';
import { RecordBatch } from './record-batch/record-batch.js';
import { SweepLedger } from './record-batch/sweep-ledger.js';
import type { CapacitySettings } from './settings/capacity-settings.js';
import { PeriodicWork, afterBySystemTimer } from './settings/periodic-work.js';
import { LEDGER_TERMS, NEW_ID, WORKER_SETTINGS } from './settings/tokens.js';
import { placesMeasure } from './show-ledger/places-measure.js';
import { ShowLedger } from './show-ledger/show-ledger.js';
import { ShowLedgerController } from './show-ledger/show-ledger.controller.js';

/** Name of the service's group in the event log. */
export const CONSUMER = 'capacity';

/** What the service is given when it is made. */
export interface CapacityParts {
  readonly settings: CapacitySettings;
  readonly eventLog: EventLog;
}

/** The ledger, its workers and its two doors: the event log and the operations endpoints. */
@Module({})
export class LedgerModule {
  static forRoot({ settings, eventLog }: CapacityParts): DynamicModule {
    const { databaseUrl: url, databasePoolSize: poolSize } = settings;
    return {
      module: LedgerModule,
      imports: [DatabaseModule.forRoot({ url, poolSize, ...PERSISTENCE }), EventLogModule.forRoot(eventLog)],
      controllers: [EventsController, ShowLedgerController],
      providers: [...messaging(), ...given(settings), ...ledger(), work(settings)],
      exports: [ParkingLot, ShowLedger],
    };
  }
}

/** The service: the ledger of places, and what operators see of it. Wiring only. */
@Module({})
export class CapacityModule {
  static forRoot(parts: CapacityParts): DynamicModule {
    const ledgerModule = LedgerModule.forRoot(parts);
    const operations = OperationsModule.forRoot({
      imports: [ledgerModule],
      inject: [ParkingLot, EVENT_LOG, ShowLedger],
      useFactory: (parked: ParkingLot, eventLog: EventLog, shown: ShowLedger) => ({
        parked,
        groups: [{ group: CONSUMER, lag: () => eventLog.lag(CONSUMER) }],
        counts: () => shown.counts(),
        measures: [placesMeasure(() => shown.places())],
      }),
    });
    return { module: CapacityModule, imports: [ledgerModule, operations] };
  }
}

/** The parking lot is made here once more, because what discarding means is the ledger's to say. */
function messaging(): Provider[] {
  return [
    ...messagingProviders({ consumer: CONSUMER, isRepeatable: true }),
    {
      provide: ParkingLot,
      inject: [DataSource, Outbox, OutboxRelay, DiscardRecords],
      useFactory: (dataSource: DataSource, outbox: Outbox, relay: OutboxRelay, discarding: DiscardRecords) =>
        new ParkingLot(dataSource, CONSUMER, {
          outbox,
          relay,
          onDiscard: (manager, discarded) => discarding.discard(manager, discarded),
        }),
    },
  ];
}

function given({ terms, workers }: CapacitySettings): Provider[] {
  return [
    { provide: LEDGER_TERMS, useValue: terms },
    { provide: WORKER_SETTINGS, useValue: workers },
    { provide: NEW_ID, inject: [IDS], useFactory: (ids: IdGenerator) => () => ids.uuid() },
  ];
}

function ledger(): Provider[] {
  return [
    ServiceLock,
    LedgerStore,
    MovementStore,
    DriftStore,
    ListingStore,
    DatabaseClock,
    WaitingStatements,
    RecordBatch,
    DiscardRecords,
    SweepLedger,
    FollowDirectory,
    ExpireHolds,
    AgeReports,
    GiveUpWaiting,
    ForgetHolds,
    ShowLedger,
  ];
}

function work({ workers }: CapacitySettings): Provider {
  const { expiryIntervalMs, ageingIntervalMs, forgettingIntervalMs } = workers;
  return {
    provide: PeriodicWork,
    inject: [ExpireHolds, AgeReports, GiveUpWaiting, ForgetHolds, LOGGER],
    useFactory: (
      expiry: ExpireHolds,
      ageing: AgeReports,
      waiting: GiveUpWaiting,
      forgetting: ForgetHolds,
      logger: ServiceLogger,
    ) =>
      new PeriodicWork(
        [
          { name: 'expire-holds', intervalMs: expiryIntervalMs, work: () => expiry.run() },
          { name: 'age-reports', intervalMs: ageingIntervalMs, work: agingFrom(ageing) },
          { name: 'give-up-waiting', intervalMs: ageingIntervalMs, work: () => waiting.run() },
          {
            name: 'forget-holds',
            intervalMs: forgettingIntervalMs,
            work: () => forgetAndSay(forgetting, logger),
          },
        ],
        logger,
        afterBySystemTimer,
      ),
  };
}

/** The first round also applies limits that were changed while the service was down. */
function agingFrom(ageing: AgeReports): () => Promise<number> {
  let isAligned = false;
  return async () => {
    const aligned = isAligned ? 0 : await ageing.align();
    isAligned = true;
    return aligned + (await ageing.run());
  };
}

/** Says what was forgotten in counts only. */
async function forgetAndSay(forgetting: ForgetHolds, logger: ServiceLogger): Promise<number> {
  const { holds, days, movements, drifts, inbox } = await forgetting.run();
  const records = days + movements + drifts;
  if (holds + records > 0) logger.info('holds-forgotten', { count: holds, records });
  return holds + records + inbox;
}
