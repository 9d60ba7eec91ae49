import { Controller, Get } from '@nestjs/common';
import { RequireScope } from '@havre/service';
import { code, dictionaryOf, oneOf, optional, record } from '../upstream/decode.js';
import { UpstreamClient, type Answer } from '../upstream/upstream-client.js';
import { codeOfFailure } from '../upstream/service-states.js';
import type { UpstreamName } from '../upstream/upstreams.js';

interface CheckView {
  readonly status: 'ok' | 'failed';
  readonly code: string | undefined;
}

interface ReadinessView {
  readonly status: 'ok' | 'failed' | 'stopping';
  readonly checks: Readonly<Record<string, CheckView>>;
}

/** `down`: no answer. `failed`: it answers and lacks something. `stopping`: it is on its way out. */
interface ServiceHealth {
  readonly service: UpstreamName;
  readonly status: 'ok' | 'failed' | 'stopping' | 'down';
  readonly isLive: boolean;
  readonly code?: string;
  readonly checks: Readonly<Record<string, CheckView>>;
}

const check = record<CheckView>({ status: oneOf('ok', 'failed'), code: optional(code) });
const readiness = record<ReadinessView>({
  status: oneOf('ok', 'failed', 'stopping'),
  checks: dictionaryOf(check),
});
const liveness = record({ status: oneOf('ok') });

/** `GET /v1/health`: every service's `/livez` and `/readyz` at once. */
@Controller('v1/health')
export class ShowHealthController {
  constructor(private readonly upstreams: UpstreamClient) {}

  @Get()
  @RequireScope('admin:read')
  async read(): Promise<{ status: 'ok' | 'degraded'; services: readonly ServiceHealth[] }> {
    const services = await Promise.all(this.upstreams.names.map((name) => this.#healthOf(name)));
    return { status: services.every(({ status }) => status === 'ok') ? 'ok' : 'degraded', services };
  }

  async #healthOf(service: UpstreamName): Promise<ServiceHealth> {
    const [live, ready] = await Promise.all([
      this.upstreams.get(service, '/livez', liveness),
      this.upstreams.get(service, '/readyz', readiness, [503]),
    ]);
    return healthOf(service, live.outcome === 'answered', ready);
  }
}

function healthOf(service: UpstreamName, isLive: boolean, ready: Answer<ReadinessView>): ServiceHealth {
  if (ready.outcome === 'answered') return { service, isLive, ...ready.value };
  return { service, isLive, status: 'down', code: codeOfFailure(ready), checks: {} };
}
