import { Controller, Get } from '@nestjs/common';
import { RequireScope } from '@havre/service';
import { code, count, dictionaryOf, listOf, oneOf, optional, record } from '../upstream/decode.js';
import { UpstreamClient } from '../upstream/upstream-client.js';
import { codeOfFailure, type ServiceDown } from '../upstream/service-states.js';
import type { UpstreamName } from '../upstream/upstreams.js';

interface TopicView {
  readonly topic: string;
  readonly lag: number;
  readonly partitions: readonly { readonly partition: number; readonly lag: number }[];
}

interface GroupView {
  readonly group: string;
  readonly status: 'ok' | 'failed';
  readonly code: string | undefined;
  /** Records not yet dealt with, all topics together. */
  readonly lag: number | undefined;
  readonly topics: readonly TopicView[] | undefined;
}

interface StatusView {
  readonly groups: readonly GroupView[];
  readonly parked: number;
  readonly counts: Readonly<Record<string, number>>;
}

type ServiceLag = (StatusView & { readonly service: UpstreamName; readonly status: 'ok' }) | ServiceDown;

const topic = record<TopicView>({
  topic: code,
  lag: count,
  partitions: listOf(record({ partition: count, lag: count })),
});
const group = record<GroupView>({
  group: code,
  status: oneOf('ok', 'failed'),
  code: optional(code),
  lag: optional(count),
  topics: optional(listOf(topic)),
});
const status = record<StatusView>({ groups: listOf(group), parked: count, counts: dictionaryOf(count) });

/** `GET /v1/lag`: how far behind each consumer group is, by topic, as each service says itself. */
@Controller('v1/lag')
export class ShowLagController {
  constructor(private readonly upstreams: UpstreamClient) {}

  @Get()
  @RequireScope('admin:read')
  async read(): Promise<{ services: readonly ServiceLag[] }> {
    return { services: await Promise.all(this.upstreams.names.map((name) => this.#lagOf(name))) };
  }

  async #lagOf(service: UpstreamName): Promise<ServiceLag> {
    const answer = await this.upstreams.get(service, '/ops/v1/status', status);
    if (answer.outcome === 'answered') return { service, status: 'ok', ...answer.value };
    return { service, status: 'down', code: codeOfFailure(answer) };
  }
}
