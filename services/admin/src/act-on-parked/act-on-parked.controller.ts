import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Caller, RequireScope, type ProblemDefinition } from '@havre/service';
import { problemOf } from '../upstream/acts-on-record.js';
import { ActOnParked } from './act-on-parked.js';
import { ActionBody, ParkedTarget } from './act-on-parked.parameters.js';

const FAILED_AGAIN: ProblemDefinition = {
  code: 'failed-again',
  status: 409,
  title: {
    fr: 'L’événement échoue encore ; il reste de côté.',
    en: 'The event fails again; it stays parked.',
  },
};

/** `POST /v1/parked/{service}/{id}/retry` and `…/discard`, with a coded reason. Both are on record. */
@Controller('v1/parked/:service/:id')
@RequireScope('admin:act')
export class ActOnParkedController {
  constructor(private readonly actions: ActOnParked) {}

  @Post('retry')
  @HttpCode(200)
  retry(
    @Param() target: ParkedTarget,
    @Body() body: ActionBody,
    @Caller() caller: Caller,
  ): Promise<{ outcome: 'retried' | 'discarded' }> {
    return this.#act('retry', target, body, caller);
  }

  @Post('discard')
  @HttpCode(200)
  discard(
    @Param() target: ParkedTarget,
    @Body() body: ActionBody,
    @Caller() caller: Caller,
  ): Promise<{ outcome: 'retried' | 'discarded' }> {
    return this.#act('discard', target, body, caller);
  }

  async #act(
    action: 'retry' | 'discard',
    { service, id }: ParkedTarget,
    { reason }: ActionBody,
    { keyId }: Caller,
  ): Promise<{ outcome: 'retried' | 'discarded' }> {
    const result = await this.actions.act({ action, service, id, reason, keyId });
    if (result.outcome === 'refused' || result.outcome === 'unanswered')
      throw problemOf(result, FAILED_AGAIN);
    return result;
  }
}
