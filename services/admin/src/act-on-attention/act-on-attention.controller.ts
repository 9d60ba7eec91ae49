import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Caller, PROBLEMS, ProblemException, RequireScope, type ProblemDefinition } from '@havre/service';
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

const UNANSWERED: ProblemDefinition = {
  code: 'unanswered',
  status: 504,
  title: { fr: 'Le service n’a pas répondu.', en: 'The service did not answer.' },
  detail: {
    fr: 'Il a peut-être fait ce qui était demandé : relisez la liste avant de recommencer.',
    en: 'It may have done what was asked: read the list again before trying again.',
  },
};

const RETRY_AFTER_S = 5;

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
    if (result.outcome === 'refused' || result.outcome === 'unanswered') throw problemOf(result);
    return result;
  }
}

function problemOf(result: Exclude<DecisionResult, Decided>): ProblemException {
  if (result.outcome === 'unanswered') return new ProblemException(UNANSWERED);
  switch (result.reason) {
    case 'unknown':
      return new ProblemException(PROBLEMS.notFound);
    case 'not-waiting':
      return new ProblemException(NOT_WAITING);
    case 'not-ready':
    case 'service-down':
      return new ProblemException(PROBLEMS.unavailable, { retryAfterS: RETRY_AFTER_S });
  }
}
