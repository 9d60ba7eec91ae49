import { Controller, Get, Param, Query } from '@nestjs/common';
import { OperationsOnly, ProblemException, PROBLEMS } from '@havre/service';
import { IsIn, IsOptional } from 'class-validator';
import { ExplainMatch, type ExplanationView, type Reader } from './explain-match.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class ExplanationQuery {
  /** Who will read it; an operator when absent. */
  @IsOptional()
  @IsIn(['department', 'operator'])
  for?: Reader;
}

/** Explanations, for the services that show them to operators and to departments. */
@OperationsOnly()
@Controller('ops/v1/referrals')
export class ExplainMatchController {
  constructor(private readonly explainMatch: ExplainMatch) {}

  @Get(':id/explanation')
  async read(@Param('id') id: string, @Query() query: ExplanationQuery): Promise<ExplanationView> {
    const view = UUID.test(id) ? await this.explainMatch.explain(id, query.for) : null;
    if (view === null) throw new ProblemException(PROBLEMS.notFound);
    return view;
  }
}
