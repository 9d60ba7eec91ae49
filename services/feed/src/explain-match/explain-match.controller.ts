import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { Caller, ProblemException, PROBLEMS, RequireScope } from '@havre/service';
import { ReferralViewRepository } from '../persistence/referral-view.repository.js';
import type { ExplanationView } from './explanation-view.js';
import { ReferralService } from './referral-service.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RETRY_AFTER_S = 5;

/**
 * `GET /v1/referrals/{id}/explanation`: why this one, why not that one, for the department whose referral it is. For
 * everybody else, its providers included, there is nothing here.
 */
@Controller('v1/referrals')
@RequireScope('feed:read')
export class ExplainMatchController {
  constructor(
    @Inject(ReferralViewRepository) private readonly referrals: ReferralViewRepository,
    @Inject(ReferralService) private readonly service: ReferralService,
  ) {}

  @Get(':id/explanation')
  @Header('cache-control', 'no-store')
  async read(@Caller() caller: Caller, @Param('id') id: string): Promise<ExplanationView> {
    const view = UUID.test(id) ? await this.referrals.find(caller.sources, id) : undefined;
    // Only a department's view knows the intake.
    if (view === undefined || !('intakeId' in view)) throw new ProblemException(PROBLEMS.notFound);
    const explained = await this.service.explain(id);
    switch (explained.outcome) {
      case 'explained':
        return explained.view;
      case 'unknown':
        throw new ProblemException(PROBLEMS.notFound);
      case 'unavailable':
        throw new ProblemException(PROBLEMS.unavailable, { retryAfterS: RETRY_AFTER_S });
    }
  }
}
