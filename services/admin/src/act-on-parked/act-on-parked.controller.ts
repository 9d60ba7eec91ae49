import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Caller, PROBLEMS, ProblemException, RequireScope, type ProblemDefinition } from '@havre/service';
import { ActOnParked, type ActionResult } from './act-on-parked.js';
import { ActionBody, ParkedTarget } from './act-on-parked.parameters.js';

const FAILED_AGAIN: ProblemDefinition = {
  code: 'failed-again',
  status: 409,
  title: {
    fr: 'L’événement échoue encore ; il reste de côté.',
    en: 'The event fails again; it stays parked.',
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
    if (result.outcome === 'refused' || result.outcome === 'unanswered') throw problemOf(result);
    return result;
  }
}

function problemOf(
  result: Extract<ActionResult, { outcome: 'refused' } | { outcome: 'unanswered' }>,
): ProblemException {
  if (result.outcome === 'unanswered') return new ProblemException(UNANSWERED);
  switch (result.reason) {
    case 'unknown':
      return new ProblemException(PROBLEMS.notFound);
    case 'failed-again':
      return new ProblemException(FAILED_AGAIN);
    case 'not-ready':
    case 'service-down':
      return new ProblemException(PROBLEMS.unavailable, { retryAfterS: RETRY_AFTER_S });
  }
}
