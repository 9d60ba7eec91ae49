import { Controller, Get, Inject, Query } from '@nestjs/common';
import { CLOCK, RequireScope, type Clock } from '@havre/service';
import { IsDateString, IsOptional, Matches } from 'class-validator';
import { reportOutcomes, type OutcomeCounts, type ShownOutcomeCounts } from '../domain/outcome-report.js';
import { SMALLEST_SHOWN } from '../domain/suppress-small-cells.js';
import { code, count, listOf, record } from '../upstream/decode.js';
import { UpstreamClient } from '../upstream/upstream-client.js';
import { valueOf } from '../upstream/upstream-problems.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const DAYS_BEFORE = 6;

export class OutcomeDaysQuery {
  /** First day on the city's clock, `YYYY-MM-DD`; six days before the last when absent. */
  @IsOptional()
  @Matches(DAY)
  @IsDateString()
  from?: string;

  /** Last day, included; today (UTC) when absent. */
  @IsOptional()
  @Matches(DAY)
  @IsDateString()
  to?: string;
}

/** `null` where a count is withheld: it is below `smallestShown`, or would give away one that is. */
interface OutcomeReport {
  readonly from: string;
  readonly to: string;
  readonly smallestShown: number;
  readonly outcomes: readonly ShownOutcomeCounts[];
}

const outcomes = record({
  outcomes: listOf(record<OutcomeCounts>({ day: code, kind: code, area: code, outcome: code, count })),
});

/** `GET /v1/outcomes?from=&to=`: how many needs ended how, by day, kind and area. */
@Controller('v1/outcomes')
export class CountOutcomesController {
  constructor(
    private readonly upstreams: UpstreamClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @RequireScope('admin:read')
  async read(@Query() days: OutcomeDaysQuery): Promise<OutcomeReport> {
    const to = days.to ?? dayOf(this.clock.now().getTime());
    const from = days.from ?? dayOf(Date.parse(to) - DAYS_BEFORE * DAY_MS);
    const answer = await this.upstreams.get('referral', `/ops/v1/outcomes?from=${from}&to=${to}`, outcomes);
    return { from, to, smallestShown: SMALLEST_SHOWN, outcomes: reportOutcomes(valueOf(answer).outcomes) };
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
