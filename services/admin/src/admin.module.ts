import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DatabaseModule, IDS, LOGGER, type IdGenerator, type ServiceLogger } from '@havre/service';
import { DataSource } from 'typeorm';
import { ActOnAttentionController } from './act-on-attention/act-on-attention.controller.js';
import { ActOnAttention } from './act-on-attention/act-on-attention.js';
import { ActOnParked } from './act-on-parked/act-on-parked.js';
import { ActOnParkedController } from './act-on-parked/act-on-parked.controller.js';
import { CountOutcomesController } from './count-outcomes/count-outcomes.controller.js';
import { CountVerdictsController } from './count-verdicts/count-verdicts.controller.js';
import { ExplainMatchController } from './explain-match/explain-match.controller.js';
import { ListAttentionController } from './list-attention/list-attention.controller.js';
import { ListFlagsController } from './list-flags/list-flags.controller.js';
import { ListParkedController } from './list-parked/list-parked.controller.js';
import { MoveClockController } from './move-clock/move-clock.controller.js';
import { AuditLog } from './persistence/audit-log.js';
import { PERSISTENCE } from './persistence/persistence.js';
import type { AdminSettings } from './settings/admin-settings.js';
import { ShowAuditController } from './show-audit/show-audit.controller.js';
import { ShowHealthController } from './show-health/show-health.controller.js';
import { ShowHoldsController } from './show-holds/show-holds.controller.js';
import { ShowLagController } from './show-lag/show-lag.controller.js';
import { ShowLedgerController } from './show-ledger/show-ledger.controller.js';
import { ActsOnRecord } from './upstream/acts-on-record.js';
import { UpstreamClient } from './upstream/upstream-client.js';
import { upstreamsOf } from './upstream/upstreams.js';

/** Operators' endpoints. Wiring only. */
@Module({})
export class AdminModule {
  static forRoot(settings: AdminSettings): DynamicModule {
    return {
      module: AdminModule,
      imports: [
        DatabaseModule.forRoot({
          url: settings.databaseUrl,
          poolSize: settings.databasePoolSize,
          ...PERSISTENCE,
        }),
      ],
      controllers: [
        ShowHealthController,
        ShowLagController,
        ListParkedController,
        ActOnParkedController,
        ListAttentionController,
        ActOnAttentionController,
        ExplainMatchController,
        ListFlagsController,
        CountVerdictsController,
        CountOutcomesController,
        ShowHoldsController,
        ShowLedgerController,
        ShowAuditController,
        ...(settings.isTestClock ? [MoveClockController] : []),
      ],
      providers: providersOf(settings),
    };
  }
}

function providersOf(settings: AdminSettings): Provider[] {
  return [
    {
      provide: UpstreamClient,
      useValue: new UpstreamClient({
        upstreams: upstreamsOf(settings),
        opsKey: settings.opsKey,
        timeoutMs: settings.upstreamTimeoutMs,
      }),
    },
    {
      provide: AuditLog,
      inject: [DataSource, IDS],
      useFactory: (dataSource: DataSource, ids: IdGenerator) => new AuditLog(dataSource, ids),
    },
    {
      provide: ActsOnRecord,
      inject: [UpstreamClient, AuditLog, LOGGER],
      useFactory: (upstreams: UpstreamClient, audit: AuditLog, logger: ServiceLogger) =>
        new ActsOnRecord(upstreams, audit, logger),
    },
    {
      provide: ActOnParked,
      inject: [ActsOnRecord],
      useFactory: (acts: ActsOnRecord) => new ActOnParked(acts),
    },
    {
      provide: ActOnAttention,
      inject: [ActsOnRecord, IDS],
      useFactory: (acts: ActsOnRecord, ids: IdGenerator) => new ActOnAttention(acts, ids),
    },
  ];
}
