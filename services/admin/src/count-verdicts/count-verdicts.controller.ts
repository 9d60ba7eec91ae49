import { Controller, Get, Query } from '@nestjs/common';
import { RequireScope } from '@havre/service';
import { IsOptional, Matches } from 'class-validator';
import { SMALLEST_SHOWN } from '../domain/suppress-small-cells.js';
import {
  reportByCategory,
  reportBySource,
  type CategoryCounts,
  type ShownCategoryCounts,
  type ShownSourceCounts,
  type SourceCounts,
} from '../domain/verdict-report.js';
import { code, count, listOf, record } from '../upstream/decode.js';
import { UpstreamClient } from '../upstream/upstream-client.js';
import { valueOf } from '../upstream/upstream-problems.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class DaysQuery {
  /** First day, UTC, `YYYY-MM-DD`; seven days in all when absent. */
  @IsOptional()
  @Matches(DAY)
  from?: string;

  /** Last day, included; today when absent. */
  @IsOptional()
  @Matches(DAY)
  to?: string;
}

interface VerdictCounts {
  readonly from: string;
  readonly to: string;
  readonly bySource: readonly SourceCounts[];
  readonly byCategory: readonly CategoryCounts[];
}

/** `null` where a count is withheld: it is below `smallestShown`, or would give away one that is. */
interface VerdictReport {
  readonly from: string;
  readonly to: string;
  readonly smallestShown: number;
  readonly byDepartment: readonly ShownSourceCounts[];
  readonly byCategory: readonly ShownCategoryCounts[];
}

const verdicts = record<VerdictCounts>({
  from: code,
  to: code,
  bySource: listOf(record<SourceCounts>({ day: code, source: code, cleared: count, dropped: count })),
  byCategory: listOf(record<CategoryCounts>({ day: code, category: code, count })),
});

/** `GET /v1/verdicts?from=&to=`: what the gate let through and dropped, by day and department, and by day and category. */
@Controller('v1/verdicts')
export class CountVerdictsController {
  constructor(private readonly upstreams: UpstreamClient) {}

  @Get()
  @RequireScope('admin:read')
  async read(@Query() days: DaysQuery): Promise<VerdictReport> {
    const parameters = new URLSearchParams(Object.entries(days) as [string, string][]);
    const answer = await this.upstreams.get(
      'policy-gate',
      `/ops/v1/verdicts?${parameters.toString()}`,
      verdicts,
    );
    const { from, to, bySource, byCategory } = valueOf(answer);
    return {
      from,
      to,
      smallestShown: SMALLEST_SHOWN,
      byDepartment: reportBySource(bySource),
      byCategory: reportByCategory(byCategory),
    };
  }
}
