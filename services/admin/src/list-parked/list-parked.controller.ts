import { Controller, Get } from '@nestjs/common';
import { RequireScope, type ParkedKeyView } from '@havre/service';
import { code, count, listOf, record } from '../upstream/decode.js';
import { UpstreamClient } from '../upstream/upstream-client.js';
import { codeOfFailure, type ServiceDown } from '../upstream/service-states.js';
import type { UpstreamName } from '../upstream/upstreams.js';

type ParkedWithService = ParkedKeyView & { readonly service: UpstreamName };

const parkedKey = record<ParkedKeyView>({
  id: code,
  consumer: code,
  topic: code,
  partition: count,
  key: code,
  offset: code,
  errorCode: code,
  attempts: count,
  parkedAt: code,
  count,
});
const list = record({ parked: listOf(parkedKey) });

/** `GET /v1/parked`: what waits for an operator, by coordinates and code of error; never a payload. */
@Controller('v1/parked')
export class ListParkedController {
  constructor(private readonly upstreams: UpstreamClient) {}

  @Get()
  @RequireScope('admin:read')
  async read(): Promise<{ parked: readonly ParkedWithService[]; down: readonly ServiceDown[] }> {
    const lists = await Promise.all(this.upstreams.names.map((name) => this.#parkedOf(name)));
    return { parked: lists.flatMap(({ parked }) => parked), down: lists.flatMap(({ down }) => down) };
  }

  async #parkedOf(
    service: UpstreamName,
  ): Promise<{ parked: readonly ParkedWithService[]; down: readonly ServiceDown[] }> {
    const answer = await this.upstreams.get(service, '/ops/v1/parked', list);
    if (answer.outcome !== 'answered') {
      return { parked: [], down: [{ service, status: 'down', code: codeOfFailure(answer) }] };
    }
    return { parked: answer.value.parked.map((key) => ({ service, ...key })), down: [] };
  }
}
