import { randomInt } from 'node:crypto';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import {
  EVENT_LOG,
  EventLogModule,
  messagingProviders,
  Outbox,
  OutboxRelay,
  ParkingLot,
  type EventLog,
} from '@havre/messaging';
import { DatabaseModule, LOGGER, OperationsModule, type ServiceLogger } from '@havre/service';
import { DataSource } from 'typeorm';
import { ActOnAttentionController } from './act-on-attention/act-on-attention.controller.js';
import { ActOnAttention } from './act-on-attention/act-on-attention.js';
import { ApplyAnswers } from './apply-answer/apply-answers.js';
import { ApplyHoldOutcomes } from './apply-hold-outcome/apply-hold-outcomes.js';
import { CorrectIntake } from './correct-intake/correct-intake.js';
import { CountOutcomesController } from './count-outcomes/count-outcomes.controller.js';
import { CountOutcomes } from './count-outcomes/count-outcomes.js';
import { CountWork } from './count-work/count-work.js';
import { DiscardKey } from './discard-key/discard-key.js';
import { ApplyDue } from './end-referrals/apply-due.js';
import { ForgetLeftovers } from './end-referrals/forget-leftovers.js';
import { afterBySystemTimer, PeriodicWork } from './end-referrals/periodic-work.js';
import { CONSUMER, EventsController } from './events.controller.js';
import { ExplainMatchController } from './explain-match/explain-match.controller.js';
import { ExplainMatch } from './explain-match/explain-match.js';
import { DirectoryCache } from './find-places/directory-cache.js';
import { PendingHolds } from './find-places/pending-holds.js';
import { PlaceFinder } from './find-places/place-finder.js';
import { FollowCapacity } from './follow-capacity/follow-capacity.js';
import { OfferToLine } from './follow-capacity/offer-to-line.js';
import { FollowDirectory } from './follow-directory/follow-directory.js';
import { ListAttentionController } from './list-attention/list-attention.controller.js';
import { ListAttention } from './list-attention/list-attention.js';
import { ListFlagsController } from './list-flags/list-flags.controller.js';
import { AvailabilityStore } from './persistence/availability.store.js';
import { DirectoryStore } from './persistence/directory.store.js';
import { ExplanationStore } from './persistence/explanation.store.js';
import { PERSISTENCE } from './persistence/persistence.js';
import { ReferralStore } from './persistence/referral.store.js';
import { ReceiveIntakes } from './receive-intake/receive-intakes.js';
import { SettleReferrals } from './settle-referrals/settle-referrals.js';
import type { ReferralSettings } from './settings/referral-settings.js';
import { CITY, LIMITS, RANDOM_BELOW, SWEEP_SETTINGS } from './settings/tokens.js';
import { WithdrawIntake } from './withdraw-intake/withdraw-intake.js';

/** What the service is given when it is made. */
export interface ReferralParts {
  readonly settings: ReferralSettings;
  readonly eventLog: EventLog;
}

/** Routing, its clock and its two doors: the event log and the operations endpoints. */
@Module({})
export class RoutingModule {
  static forRoot({ settings, eventLog }: ReferralParts): DynamicModule {
    const { databaseUrl: url, databasePoolSize: poolSize } = settings;
    return {
      module: RoutingModule,
      imports: [DatabaseModule.forRoot({ url, poolSize, ...PERSISTENCE }), EventLogModule.forRoot(eventLog)],
      controllers: [
        EventsController,
        ExplainMatchController,
        ListAttentionController,
        ActOnAttentionController,
        ListFlagsController,
        CountOutcomesController,
      ],
      providers: [...messaging(), ...given(settings), ...routing(), clock(settings)],
      exports: [ParkingLot, CountWork],
    };
  }
}

/** The service: referrals, and what operators see of them. Wiring only. */
@Module({})
export class ReferralModule {
  static forRoot(parts: ReferralParts): DynamicModule {
    const routingModule = RoutingModule.forRoot(parts);
    const operations = OperationsModule.forRoot({
      imports: [routingModule],
      inject: [ParkingLot, EVENT_LOG, CountWork],
      useFactory: (parked: ParkingLot, eventLog: EventLog, work: CountWork) => ({
        parked,
        groups: [{ group: CONSUMER, lag: () => eventLog.lag(CONSUMER) }],
        counts: () => work.counts(),
      }),
    });
    return { module: ReferralModule, imports: [routingModule, operations] };
  }
}

/** The parking lot is made here once more, because what discarding means is this service's to say. */
function messaging(): Provider[] {
  return [
    ...messagingProviders({ consumer: CONSUMER, isRepeatable: true }),
    {
      provide: ParkingLot,
      inject: [DataSource, Outbox, OutboxRelay, DiscardKey],
      useFactory: (dataSource: DataSource, outbox: Outbox, relay: OutboxRelay, discarding: DiscardKey) =>
        new ParkingLot(dataSource, CONSUMER, {
          outbox,
          relay,
          onDiscard: (manager, discarded) => discarding.discard(manager, discarded),
        }),
    },
  ];
}

function given({ limits, city, sweep }: ReferralSettings): Provider[] {
  return [
    { provide: LIMITS, useValue: limits },
    { provide: CITY, useValue: city },
    { provide: SWEEP_SETTINGS, useValue: sweep },
    { provide: RANDOM_BELOW, useValue: (bound: number) => randomInt(bound) },
  ];
}

function routing(): Provider[] {
  return [
    ReferralStore,
    ExplanationStore,
    AvailabilityStore,
    DirectoryStore,
    DirectoryCache,
    PendingHolds,
    PlaceFinder,
    SettleReferrals,
    ReceiveIntakes,
    CorrectIntake,
    WithdrawIntake,
    ApplyAnswers,
    ApplyHoldOutcomes,
    FollowCapacity,
    FollowDirectory,
    OfferToLine,
    ApplyDue,
    ForgetLeftovers,
    DiscardKey,
    ExplainMatch,
    ListAttention,
    ActOnAttention,
    CountOutcomes,
    CountWork,
  ];
}

function clock({ sweep }: ReferralSettings): Provider {
  const { intervalMs, forgettingIntervalMs } = sweep;
  return {
    provide: PeriodicWork,
    inject: [ApplyDue, ForgetLeftovers, LOGGER],
    useFactory: (due: ApplyDue, leftovers: ForgetLeftovers, logger: ServiceLogger) =>
      new PeriodicWork(
        [
          { name: 'apply-due', intervalMs, work: () => applyAndSay(due, logger) },
          {
            name: 'forget-leftovers',
            intervalMs: forgettingIntervalMs,
            work: () => forgetAndSay(leftovers, logger),
          },
        ],
        logger,
        afterBySystemTimer,
      ),
  };
}

/** Says what was forgotten in counts only. */
async function applyAndSay(due: ApplyDue, logger: ServiceLogger): Promise<void> {
  const { forgotten } = await due.run();
  if (forgotten > 0) logger.info('referrals-forgotten', { count: forgotten });
}

async function forgetAndSay(leftovers: ForgetLeftovers, logger: ServiceLogger): Promise<void> {
  const { versions, days, inbox } = await leftovers.run();
  if (versions + days + inbox > 0)
    logger.info('leftovers-forgotten', { count: versions + days, records: inbox });
}
