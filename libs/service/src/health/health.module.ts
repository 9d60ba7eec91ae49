import { Module } from '@nestjs/common';
import type { DynamicModule, InjectionToken } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { READINESS_CHECKS } from './readiness-check.js';
import type { ReadinessCheck } from './readiness-check.js';

export interface ReadinessOptions {
  readonly inject?: readonly InjectionToken[];
  // The injected values have the types that their tokens promise; Nest cannot express that.
  readonly useFactory: (...injected: never[]) => readonly ReadinessCheck[];
}

/** `/livez` and `/readyz`, with the checks that a service gives. */
@Module({})
export class HealthModule {
  static forRoot({ inject = [], useFactory }: ReadinessOptions): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [
        {
          provide: READINESS_CHECKS,
          inject: [...inject],
          useFactory: useFactory as (...injected: unknown[]) => readonly ReadinessCheck[],
        },
      ],
    };
  }
}
