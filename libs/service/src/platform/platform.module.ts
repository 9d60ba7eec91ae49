import { Module } from '@nestjs/common';
import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { ApiKeyGuard } from '../api-keys/api-key.guard.js';
import { KeyRing } from '../api-keys/key-ring.js';
import { OpsKey } from '../api-keys/ops-key.js';
import { RateLimiter } from '../api-keys/rate-limiter.js';
import { CLOCK, systemClock } from '../clock/clock.js';
import type { Clock } from '../clock/clock.js';
import { TestClockController } from '../clock/test-clock.controller.js';
import { TestClock, leaveTestClock } from '../clock/test-clock.js';
import { HealthModule } from '../health/health.module.js';
import type { ReadinessOptions } from '../health/health.module.js';
import { Drain } from '../http/drain.js';
import { IDS, UuidV7Generator } from '../ids/id-generator.js';
import { LOGGER } from '../logging/service-logger.js';
import type { ServiceLogger } from '../logging/service-logger.js';
import { MetricsModule } from '../metrics/metrics.module.js';

export interface PlatformOptions {
  readonly name: string;
  readonly module: Type | DynamicModule;
  readonly settings: {
    readonly opsKey: string | undefined;
    readonly rateLimitPerMinute: number;
    readonly isTestClock?: boolean;
  };
  readonly logger: ServiceLogger;
  readonly drain: Drain;
  readonly keyRing: KeyRing | undefined;
  readonly readiness: ReadinessOptions;
  readonly hasProcessMetrics: boolean;
}

/** The root of every application: a service's module, and around it what all services have. Wiring only. */
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [
        MetricsModule.forRoot(options.name, options.hasProcessMetrics),
        options.module,
        HealthModule.forRoot(options.readiness),
      ],
      controllers: options.settings.isTestClock === true ? [TestClockController] : [],
      providers: [...everywhere(options), ...guarding(options)],
      exports: [LOGGER, CLOCK, IDS, Drain, KeyRing],
    };
  }
}

function everywhere({ logger, drain, settings }: PlatformOptions): Provider[] {
  return [
    { provide: LOGGER, useValue: logger },
    {
      provide: CLOCK,
      inject: [{ token: DataSource, optional: true }],
      useFactory: (dataSource?: DataSource) => clockOf(settings.isTestClock === true, dataSource),
    },
    { provide: IDS, useValue: new UuidV7Generator(systemClock) },
    { provide: Drain, useValue: drain },
  ];
}

function guarding({ settings, keyRing }: PlatformOptions): Provider[] {
  return [
    { provide: KeyRing, useValue: keyRing ?? null },
    { provide: OpsKey, useValue: new OpsKey(settings.opsKey) },
    { provide: RateLimiter, useValue: new RateLimiter(settings.rateLimitPerMinute, systemClock) },
    { provide: APP_GUARD, useClass: ApiKeyGuard },
  ];
}

async function clockOf(isTestClock: boolean, dataSource: DataSource | undefined): Promise<Clock> {
  if (isTestClock) return TestClock.open(dataSource);
  await leaveTestClock(dataSource);
  return systemClock;
}
