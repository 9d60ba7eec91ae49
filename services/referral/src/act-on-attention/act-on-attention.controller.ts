import { Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { OperationsOnly, ProblemException, PROBLEMS, type ProblemDefinition } from '@havre/service';
import { IsUUID } from 'class-validator';
import { ActOnAttention, type AttentionAction, type AttentionOutcome } from './act-on-attention.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const NOT_WAITING: ProblemDefinition = {
  code: 'not-waiting',
  status: 409,
  title: {
    fr: 'Cet aiguillage n’attend pas cette décision.',
    en: 'This referral does not wait for that decision.',
  },
};

export class DecisionQuery {
  /** The id under which the decision is on record. */
  @IsUUID()
  decision!: string;
}

/** What operators decide of what waits for a person. */
@OperationsOnly()
@Controller('ops/v1/attention/:id')
export class ActOnAttentionController {
  constructor(private readonly actions: ActOnAttention) {}

  @Post('retry')
  @HttpCode(200)
  retry(
    @Param('id') id: string,
    @Query() query: DecisionQuery,
  ): Promise<{ readonly outcome: AttentionOutcome }> {
    return this.act(id, 'retry', query);
  }

  @Post('close')
  @HttpCode(200)
  close(
    @Param('id') id: string,
    @Query() query: DecisionQuery,
  ): Promise<{ readonly outcome: AttentionOutcome }> {
    return this.act(id, 'close', query);
  }

  private async act(
    id: string,
    action: AttentionAction,
    { decision }: DecisionQuery,
  ): Promise<{ readonly outcome: AttentionOutcome }> {
    const outcome = UUID.test(id) ? await this.actions.act(id, action, decision) : 'unknown';
    if (outcome === 'unknown') throw new ProblemException(PROBLEMS.notFound);
    if (outcome === 'not-waiting') throw new ProblemException(NOT_WAITING);
    return { outcome };
  }
}
