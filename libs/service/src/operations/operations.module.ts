import { Module } from '@nestjs/common';
import type { DynamicModule, InjectionToken } from '@nestjs/common';
import { OPERATIONS } from './operations.js';
import type { Operations } from './operations.js';
import { OperationsController } from './operations.controller.js';
import { OperationsMetrics } from './operations-metrics.js';

export interface OperationsOptions {
  readonly inject?: readonly InjectionToken[];
  // The injected values have the types that their tokens promise; Nest cannot express that.
  readonly useFactory: (...injected: never[]) => Operations;
  /** Modules that provide what is injected, unless they are global. */
  readonly imports?: DynamicModule['imports'];
}

/** `/ops/v1`, with what a service lets operators see and do, and what may be watched of it in `/metrics`. */
@Module({})
export class OperationsModule {
  static forRoot({ inject = [], useFactory, imports = [] }: OperationsOptions): DynamicModule {
    return {
      module: OperationsModule,
      imports,
      controllers: [OperationsController],
      providers: [
        OperationsMetrics,
        {
          provide: OPERATIONS,
          inject: [...inject],
          useFactory: useFactory as (...injected: unknown[]) => Operations,
        },
      ],
    };
  }
}
