import { Controller, Get, Inject, Query } from '@nestjs/common';
import { CLOCK, OperationsOnly, ProblemException, PROBLEMS, type Clock } from '@havre/service';

import {
  TallyRepository,
  type DailyCategoryCount,
  type DailySourceCount,
} from '../persistence/tally.repository.js';
import { readDays } from './read-days.js';

/** Two lists that cannot be joined beyond the day. Not suppressed yet: whoever shows them does that. */
export interface VerdictCounts {
  readonly from: string;
  readonly to: string;
  readonly bySource: readonly DailySourceCount[];
  readonly byCategory: readonly DailyCategoryCount[];
}

/** `GET /ops/v1/verdicts?from=YYYY-MM-DD&to=YYYY-MM-DD`, both included; the last seven days when absent. */
@OperationsOnly()
@Controller('ops/v1/verdicts')
export class CountVerdictsController {
  constructor(
    @Inject(TallyRepository) private readonly tallies: TallyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async read(@Query('from') from?: string, @Query('to') to?: string): Promise<VerdictCounts> {
    const days = readDays(from, to, this.clock.now());
    if (days.outcome === 'refused') {
      throw new ProblemException(PROBLEMS.wrongParameters, { parameters: ['from', 'to'] });
    }
    const [bySource, byCategory] = await Promise.all([
      this.tallies.bySource(days.from, days.to),
      this.tallies.byCategory(days.from, days.to),
    ]);
    return { from: days.from, to: days.to, bySource, byCategory };
  }
}
