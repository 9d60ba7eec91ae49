import { setTimeout as sleep } from 'node:timers/promises';

import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { EVENT_LOG, EventLogModule, openOutbox, type EventLog } from '@havre/messaging';
import {
  CLOCK,
  DatabaseModule,
  LOGGER,
  METRICS,
  OperationsModule,
  type Clock,
  type Operations,
  type ServiceLogger,
} from '@havre/service';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';

import { AcceptEvents } from './accept-events/accept-events.js';
import { AcceptEventsController, HELP_URL } from './accept-events/accept-events.controller.js';
import { ADMISSIONS, type Admissions } from './accept-events/admissions.js';
import { EventAdmission, type AdmissionRequest, type EventAppender } from './accept-events/admit-events.js';
import { AnswerQuantum } from './accept-events/answer-quantum.js';
import { BundleHolder } from './accept-events/bundle-holder.js';
import { GroupCommit } from './accept-events/group-commit.js';
import { receiptIds } from './accept-events/receipt-ids.js';
import { ScreenDocuments } from './accept-events/screen-documents.js';
import { VerdictMetrics } from './accept-events/verdict-metrics.js';
import { CountVerdictsController } from './count-verdicts/count-verdicts.controller.js';
import { forgetReceipts } from './forget-receipts/forget-receipts.js';
import { Housekeeping, repeatBySystemTimer } from './forget-receipts/housekeeping.js';
import { noProbe, type Probe } from './open-sealed/probe.js';
import { GROUP as SEALED_GROUP, SealedDoor } from './open-sealed/sealed-door.js';
import { isSealedDoorOpen, sealedDoor } from './open-sealed/sealed-door-providers.js';
import { PERSISTENCE } from './persistence/persistence.js';
import { ReceiptRepository } from './persistence/receipt.repository.js';
import { TallyRepository } from './persistence/tally.repository.js';
import { ReadReceiptController } from './read-receipt/read-receipt.controller.js';
import { bundleLife, SHADOW_RUN } from './reload-bundle/bundle-life.js';
import type { GatePolicies } from './reload-bundle/gate-policies.js';
import type { PolicyGateSettings } from './settings/policy-gate-settings.js';
import type { ShadowRun } from './shadow-run/shadow-run.js';
import type { HelpPages } from './show-help/help-pages.js';
import { HELP_PAGES, ShowHelpController } from './show-help/show-help.controller.js';
import { ShowPhrasebookController } from './show-help/show-phrasebook.controller.js';

/** What the gate is given when it is made. */
export interface PolicyGateParts {
  readonly settings: PolicyGateSettings;
  readonly eventLog: EventLog;
  readonly policies: GatePolicies;
  readonly helpPages: HelpPages | undefined;
  /** Told of the steps of the sealed door; for tests. */
  readonly probe?: Probe | undefined;
}

const DAY_MS = 86_400_000;
/** Receipts outlive the inboxes of those who apply events: as long as an id means a certain event to them, it does here. */
const RECEIPT_MARGIN_DAYS = 2;
const GROUP = { maxWeight: 500, maxWaiting: 20_000, deadlineMs: 10_000 };

/** The policy gate. Wiring only. */
@Module({})
export class PolicyGateModule {
  static forRoot(parts: PolicyGateParts): DynamicModule {
    const { databaseUrl: url, databasePoolSize: poolSize } = parts.settings;
    const sealed = sealedDoor(parts.settings, parts.probe ?? noProbe);
    return {
      module: PolicyGateModule,
      // The readiness of a gate asks its sealed door.
      global: true,
      exports: [SealedDoor],
      imports: [
        DatabaseModule.forRoot({ url, poolSize, ...PERSISTENCE }),
        EventLogModule.forRoot(parts.eventLog),
        OperationsModule.forRoot({ inject: [EVENT_LOG], useFactory: operationsOf(parts) }),
      ],
      controllers: [
        AcceptEventsController,
        ReadReceiptController,
        CountVerdictsController,
        ShowHelpController,
        ShowPhrasebookController,
        ...sealed.controllers,
      ],
      providers: [
        ...stores(),
        ...door(parts),
        ...sealed.providers,
        ...bundleLife(parts.policies, parts.settings),
        housekeeping(parts.settings),
      ],
    };
  }
}

function stores(): Provider[] {
  return [
    {
      provide: ReceiptRepository,
      inject: [DataSource, EVENT_LOG],
      useFactory: async (dataSource: DataSource, eventLog: EventLog) => {
        const { commitsWithLog } = await openOutbox(dataSource, eventLog);
        return new ReceiptRepository(dataSource, { commitsWithLog });
      },
    },
    {
      provide: TallyRepository,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new TallyRepository(dataSource),
    },
  ];
}

function door({ settings, policies, helpPages, probe }: PolicyGateParts): Provider[] {
  return [
    { provide: HELP_URL, useValue: settings.helpUrl },
    {
      provide: AnswerQuantum,
      useValue: new AnswerQuantum({
        quantumMs: settings.answerQuantumMs,
        now: () => performance.now(),
        wait: (milliseconds) => sleep(milliseconds),
      }),
    },
    { provide: HELP_PAGES, useValue: helpPages ?? null },
    { provide: BundleHolder, useValue: policies.enforcing.holder },
    {
      provide: EventAdmission,
      inject: [ReceiptRepository, EVENT_LOG, LOGGER],
      useFactory: async (receipts: ReceiptRepository, eventLog: EventLog, logger: ServiceLogger) =>
        new EventAdmission(receipts, probed(eventLog, probe), {
          idsOf: receiptIds(await receipts.idKey()),
          onFault: (event, thrown) => logger.fault(event, thrown),
        }),
    },
    {
      provide: ADMISSIONS,
      inject: [EventAdmission],
      useFactory: (admission: EventAdmission): Admissions =>
        new GroupCommit((group) => admission.admit(group), { ...GROUP, weigh }),
    },
    {
      provide: ScreenDocuments,
      inject: [BundleHolder, CLOCK, SHADOW_RUN],
      useFactory: (bundles: BundleHolder, clock: Clock, shadow: ShadowRun | null) =>
        new ScreenDocuments({
          bundles,
          now: () => clock.now().getTime(),
          freeText: settings.freeText === 'pack' ? undefined : settings.freeText,
          retentionMs: settings.retentionDays * DAY_MS,
          shadow: shadow ?? undefined,
        }),
    },
    {
      provide: AcceptEvents,
      inject: [ScreenDocuments, ADMISSIONS, METRICS, TallyRepository],
      useFactory: (
        screening: ScreenDocuments,
        admissions: Admissions,
        metrics: Registry,
        tallies: TallyRepository,
      ) => {
        const counter = new VerdictMetrics(metrics, () => tallies.droppedLastDay());
        return new AcceptEvents({ screening, admissions, counter });
      },
    },
  ];
}

/** Of the two doors, only the sealed one reads the log. */
function operationsOf({ settings }: PolicyGateParts): (eventLog: EventLog) => Operations {
  return (eventLog) =>
    isSealedDoorOpen(settings)
      ? { groups: [{ group: SEALED_GROUP, lag: () => eventLog.lag(SEALED_GROUP) }] }
      : {};
}

/** Cleared events go to the log, and a test that asked for it is told before and after. */
function probed(eventLog: EventLog, probe: Probe | undefined): EventAppender {
  if (probe === undefined) return eventLog;
  return {
    append: async (records) => {
      await probe('receipts-stored');
      await eventLog.append(records);
      await probe('appended');
    },
  };
}

function housekeeping({ retentionDays }: PolicyGateSettings): Provider {
  return {
    provide: Housekeeping,
    inject: [EventAdmission, ADMISSIONS, ReceiptRepository, LOGGER],
    useFactory: (
      admission: EventAdmission,
      admissions: Admissions,
      receipts: ReceiptRepository,
      logger: ServiceLogger,
    ) =>
      new Housekeeping({
        markAppended: () => admission.markAppended(),
        forget: () => forgetReceipts(receipts, retentionDays + RECEIPT_MARGIN_DAYS),
        idle: () => admissions.idle(),
        repeat: repeatBySystemTimer,
        logger,
      }),
  };
}

function weigh({ cleared, drops }: AdmissionRequest): number {
  return cleared.length + drops.length;
}
