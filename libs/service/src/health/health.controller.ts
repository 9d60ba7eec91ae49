import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../api-keys/access.decorator.js';
import { faultCodeOf } from '../fault/fault-of.js';
import { Drain } from '../http/drain.js';
import { READINESS_CHECKS } from './readiness-check.js';
import type { ReadinessCheck } from './readiness-check.js';

const CHECK_WITHIN_MS = 2_000;

interface CheckResult {
  readonly status: 'ok' | 'failed';
  readonly code?: string;
}

/** `/livez`: the process answers. `/readyz`: everything it needs answers too, and it is not about to stop. */
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[],
    private readonly drain: Drain,
  ) {}

  @Get('livez')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const results = await Promise.all(
      this.checks.map(async (each) => [each.name, { ...(await run(each)), ...each.describe?.() }] as const),
    );
    const isReady = !this.drain.isDraining && results.every(([, { status }]) => status === 'ok');
    reply.code(isReady ? 200 : 503);
    const status = this.drain.isDraining ? 'stopping' : isReady ? 'ok' : 'failed';
    return { status, checks: Object.fromEntries(results) };
  }
}

async function run({ check }: ReadinessCheck): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'failed', code: 'timeout' }), CHECK_WITHIN_MS);
  });
  const outcome = check().then(
    (): CheckResult => ({ status: 'ok' }),
    (error: unknown): CheckResult => ({ status: 'failed', code: faultCodeOf(error) }),
  );
  return Promise.race([outcome, tooLate]).finally(() => clearTimeout(timer));
}
