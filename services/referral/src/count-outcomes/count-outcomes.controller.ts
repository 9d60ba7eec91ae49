import { Controller, Get, Query } from '@nestjs/common';
import { OperationsOnly } from '@havre/service';
import { IsDateString, Matches } from 'class-validator';
import type { OutcomeCount } from '../domain/outcome.js';
import { CountOutcomes } from './count-outcomes.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class OutcomesQuery {
  /** First day on the city's clock, `YYYY-MM-DD`. */
  @Matches(DAY)
  @IsDateString()
  from!: string;

  /** Last day, included. */
  @Matches(DAY)
  @IsDateString()
  to!: string;
}

/** `GET /ops/v1/outcomes?from=&to=`: exact counts, for admin, which hides the small ones. */
@OperationsOnly()
@Controller('ops/v1/outcomes')
export class CountOutcomesController {
  constructor(private readonly counting: CountOutcomes) {}

  @Get()
  async read(@Query() { from, to }: OutcomesQuery): Promise<{ outcomes: readonly OutcomeCount[] }> {
    return { outcomes: await this.counting.read(from, to) };
  }
}
