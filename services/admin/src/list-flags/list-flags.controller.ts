import { Controller, Get } from '@nestjs/common';
import { RequireScope } from '@havre/service';
import { SMALLEST_SHOWN } from '../domain/suppress-small-cells.js';
import { code, count, listOf, record } from '../upstream/decode.js';
import { UpstreamClient } from '../upstream/upstream-client.js';
import { valueOf } from '../upstream/upstream-problems.js';

interface FlagView {
  readonly serviceId: string;
  readonly flag: string;
  readonly count: number;
  /** The last day on which it was counted, UTC. */
  readonly lastOn: string;
}

/** `null` where there are fewer than `smallestShown`. */
type ShownFlag = Omit<FlagView, 'count'> & { readonly count: number | null };

const flags = record({
  flags: listOf(record<FlagView>({ serviceId: code, flag: code, count, lastOn: code })),
});

/** `GET /v1/flags`: directory entries that the answers to offers speak against. */
@Controller('v1/flags')
export class ListFlagsController {
  constructor(private readonly upstreams: UpstreamClient) {}

  @Get()
  @RequireScope('admin:read')
  async read(): Promise<{ smallestShown: number; flags: readonly ShownFlag[] }> {
    const answer = valueOf(await this.upstreams.get('referral', '/ops/v1/flags', flags));
    return {
      smallestShown: SMALLEST_SHOWN,
      flags: answer.flags.map((each) => ({
        ...each,
        count: each.count < SMALLEST_SHOWN ? null : each.count,
      })),
    };
  }
}
