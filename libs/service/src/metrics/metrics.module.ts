import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { METRICS, createMetrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';

/** `/metrics`, and the application's registry for services to add their own to. */
@Module({})
export class MetricsModule {
  static forRoot(service: string, isOfProcess: boolean): DynamicModule {
    return {
      module: MetricsModule,
      global: true,
      controllers: [MetricsController],
      providers: [{ provide: METRICS, useFactory: () => createMetrics(service, isOfProcess) }],
      exports: [METRICS],
    };
  }
}
