import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Caller, RequireScope, type ProblemDefinition } from '@havre/service';
import { problemOf } from '../upstream/acts-on-record.js';
import { ActOnAttention, type AttentionDecision, type DecisionResult } from './act-on-attention.js';
import { AttentionBody, AttentionTarget } from './act-on-attention.parameters.js';

const NOT_WAITING: ProblemDefinition = {
  code: 'not-waiting',
  status: 409,
  title: {
    fr: 'Cet aiguillage n’attend plus cette décision.',
    en: 'This referral no longer waits for that decision.',
  },
};

type Decided = Extract<DecisionResult, { decision: string }>;

/** `POST /v1/attention/{id}/retry` and `…/close`, with a coded reason. Both are on record. */
@Controller('v1/attention/:id')
@RequireScope('admin:act')
export class ActOnAttentionController {
  constructor(private readonly decisions: ActOnAttention) {}

  /** Looks for a place once more. */
  @Post('retry')
  @HttpCode(200)
  retry(
    @Param() target: AttentionTarget,
    @Body() body: AttentionBody,
    @Caller() caller: Caller,
  ): Promise<Decided> {
    return this.#act('retry', target, body, caller);
  }

  /** Ends the waiting without a place; whoever is inside one is not put out by this. */
  @Post('close')
  @HttpCode(200)
  close(
    @Param() target: AttentionTarget,
    @Body() body: AttentionBody,
    @Caller() caller: Caller,
  ): Promise<Decided> {
    return this.#act('close', target, body, caller);
  }

  async #act(
    action: AttentionDecision['action'],
    { id: referralId }: AttentionTarget,
    { reason }: AttentionBody,
    { keyId }: Caller,
  ): Promise<Decided> {
    const result = await this.decisions.act({ action, referralId, reason, keyId });
    if (result.outcome === 'refused' || result.outcome === 'unanswered') throw problemOf(result, NOT_WAITING);
    return result;
  }
}
