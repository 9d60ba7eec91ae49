import { Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { OperationsOnly } from '../api-keys/access.decorator.js';
import { CLOCK } from './clock.js';
import { TestClock } from './test-clock.js';

const TEN_YEARS_MS = 315_576_000_000;

export class ClockMove {
  /** Milliseconds ahead of real time; less than now changes nothing. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(TEN_YEARS_MS)
  aheadMs!: number;
}

export interface ClockView {
  /** RFC 3339, UTC. */
  readonly now: string;
  readonly aheadMs: number;
}

/**
 * `/ops/v1/clock?aheadMs=`, with `HAVRE_TEST_CLOCK=1` only: where the test clock of this service stands, and moving it on. A query, not a
 * body: a service may have its own way with bodies.
 */
@OperationsOnly()
@Controller('ops/v1/clock')
export class TestClockController {
  constructor(@Inject(CLOCK) private readonly clock: TestClock) {}

  @Get()
  read(): ClockView {
    return { now: this.clock.now().toISOString(), aheadMs: this.clock.aheadMs };
  }

  @Post()
  @HttpCode(200)
  async move(@Query() { aheadMs }: ClockMove): Promise<ClockView> {
    await this.clock.moveTo(aheadMs);
    return this.read();
  }
}
