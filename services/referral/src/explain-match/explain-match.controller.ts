import { Controller, Get, Param } from '@nestjs/common';
import { OperationsOnly, ProblemException, PROBLEMS } from '@havre/service';
import { ExplainMatch, type ExplanationView } from './explain-match.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Explanations for operators. */
@OperationsOnly()
@Controller('ops/v1/referrals')
export class ExplainMatchController {
  constructor(private readonly explainMatch: ExplainMatch) {}

  @Get(':id/explanation')
  async read(@Param('id') id: string): Promise<ExplanationView> {
    const view = UUID.test(id) ? await this.explainMatch.explain(id) : null;
    if (view === null) throw new ProblemException(PROBLEMS.notFound);
    return view;
  }
}
