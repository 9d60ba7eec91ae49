import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { cleanInbox, EVENT_LOG, EventLogModule, ParkingLot, type EventLog } from '@havre/messaging';
import { DatabaseModule, LOGGER, METRICS, OperationsModule, type ServiceLogger } from '@havre/service';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { ExplainMatchController } from './explain-match/explain-match.controller.js';
import { ReferralService } from './explain-match/referral-service.js';
import { ForgetOld } from './forget-old/forget-old.js';
import { ArrivalRepository } from './persistence/arrival.repository.js';
import { EntryRepository } from './persistence/entry.repository.js';
import { PERSISTENCE } from './persistence/persistence.js';
import { PlaceRepository } from './persistence/place.repository.js';
import { ReferralViewRepository } from './persistence/referral-view.repository.js';
import { FeedMetrics } from './project-events/feed-metrics.js';
import { ProjectEvents } from './project-events/project-events.js';
import { ProjectEventsController } from './project-events/project-events.controller.js';
import { CapacityBoard } from './read-capacity/capacity-board.js';
import { CapacityController } from './read-capacity/capacity.controller.js';
import { EventsController, HEARTBEAT_MS } from './read-events/events.controller.js';
import { ReferralsController } from './read-referrals/referrals.controller.js';
import type { FeedSettings } from './settings/feed-settings.js';
import { FeedConsumerModule, GROUP } from './project-events/feed-consumer.module.js';
import { EntryTail } from './stream-events/entry-tail.js';
import { OpenStreams } from './stream-events/open-streams.js';
import { systemTimer } from './stream-events/timer.js';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const FORGET_EVERY_MS = 300_000;
const FORGET_AT_ONCE = 5_000;

/** What partners read. Wiring only. */
@Module({})
export class FeedModule {
  static forRoot(settings: FeedSettings, eventLog: EventLog): DynamicModule {
    const { databaseUrl: url, databasePoolSize: poolSize } = settings;
    return {
      module: FeedModule,
      imports: [
        DatabaseModule.forRoot({ url, poolSize, ...PERSISTENCE }),
        EventLogModule.forRoot(eventLog),
        FeedConsumerModule,
        OperationsModule.forRoot({
          inject: [ParkingLot, EVENT_LOG],
          useFactory: (parked: ParkingLot, log: EventLog) => ({
            parked,
            groups: [{ group: GROUP, lag: () => log.lag(GROUP) }],
          }),
        }),
      ],
      controllers: [
        ProjectEventsController,
        EventsController,
        ReferralsController,
        ExplainMatchController,
        CapacityController,
      ],
      providers: [...repositories(), ...reading(settings), housekeeping(settings)],
    };
  }
}

function repositories(): Provider[] {
  return [EntryRepository, ReferralViewRepository, ArrivalRepository, PlaceRepository].map((Repository) => ({
    provide: Repository,
    inject: [DataSource],
    useFactory: (dataSource: DataSource) => new Repository(dataSource),
  }));
}

function reading(settings: FeedSettings): Provider[] {
  const { pollMs, heartbeatSeconds, streamsPerKey, referralUrl, opsKey, explanationTimeoutMs } = settings;
  return [
    {
      provide: ReferralService,
      useValue: new ReferralService({ referralUrl, opsKey, timeoutMs: explanationTimeoutMs }),
    },
    { provide: HEARTBEAT_MS, useValue: heartbeatSeconds * SECOND_MS },
    {
      provide: CapacityBoard,
      inject: [PlaceRepository],
      useFactory: (places: PlaceRepository) => new CapacityBoard(places),
    },
    { provide: OpenStreams, useFactory: () => new OpenStreams(streamsPerKey) },
    {
      provide: EntryTail,
      inject: [EntryRepository, LOGGER],
      useFactory: (entries: EntryRepository, logger: ServiceLogger) =>
        new EntryTail({ entries, pollMs, timer: systemTimer, logger }),
    },
    {
      provide: FeedMetrics,
      inject: [METRICS, OpenStreams],
      useFactory: (registry: Registry, streams: OpenStreams) => new FeedMetrics(registry, () => streams.size),
    },
    {
      provide: ProjectEvents,
      inject: [EntryRepository, ReferralViewRepository, ArrivalRepository, PlaceRepository],
      useFactory: (
        entries: EntryRepository,
        referrals: ReferralViewRepository,
        arrivals: ArrivalRepository,
        places: PlaceRepository,
      ) => new ProjectEvents({ entries, referrals, arrivals, places }),
    },
  ];
}

function housekeeping({ retentionDays }: FeedSettings): Provider {
  return {
    provide: ForgetOld,
    inject: [DataSource, EntryRepository, ReferralViewRepository, ArrivalRepository, PlaceRepository, LOGGER],
    useFactory: (
      dataSource: DataSource,
      entries: EntryRepository,
      referrals: ReferralViewRepository,
      arrivals: ArrivalRepository,
      places: PlaceRepository,
      logger: ServiceLogger,
    ) =>
      new ForgetOld({
        chores: {
          entries: () => entries.forget(retentionDays, FORGET_AT_ONCE),
          referrals: () => referrals.forget(retentionDays, FORGET_AT_ONCE),
          arrivals: () => arrivals.forget(retentionDays),
          places: () => places.forget(retentionDays),
          // The log may deliver again what it still keeps.
          inbox: () => cleanInbox(dataSource, (retentionDays + 1) * DAY_MS),
        },
        everyMs: FORGET_EVERY_MS,
        timer: systemTimer,
        logger,
      }),
  };
}
