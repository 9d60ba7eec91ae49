import { Controller, Get, Query } from '@nestjs/common';
import { RequireScope } from '@havre/service';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import {
  bilingual,
  code,
  count,
  flag,
  listOf,
  nullable,
  oneOf,
  optional,
  record,
} from '../upstream/decode.js';
import type { Bilingual } from '../upstream/decode.js';
import { UpstreamClient } from '../upstream/upstream-client.js';
import { valueOf } from '../upstream/upstream-problems.js';

const MOST = 500;
const DEFAULT = 100;

export class AttentionQuery {
  /** Most referrals, 1 to 500 (default 100). */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST)
  limit: number = DEFAULT;
}

interface TriedView {
  /** Null: a confidential service, which is named to nobody. */
  readonly serviceId: string | null;
  readonly result: string;
  readonly text: Bilingual;
  readonly at: string;
}

/** Whom it is about, in codes: nobody is named. */
interface HouseholdView {
  readonly members: readonly { readonly ageGroup: string; readonly gender: string | undefined }[];
  readonly language: string;
  readonly interpreter: boolean;
  readonly area: string | null;
  readonly accessibility: readonly string[];
  readonly pets: readonly string[];
  readonly phrases: readonly string[];
}

interface AttentionView {
  readonly referralId: string;
  readonly state: 'needs-attention';
  readonly reason: string;
  readonly text: Bilingual;
  /** RFC 3339, UTC. */
  readonly since: string;
  readonly waitingMinutes: number;
  readonly kind: string;
  readonly priority: string;
  /** The department to call. */
  readonly department: string;
  readonly household: HouseholdView;
  readonly isInside: boolean;
  readonly offers: number;
  readonly tried: readonly TriedView[];
  readonly toRing: readonly string[];
  /** Decisions of operators, by their `target` in the audit log. */
  readonly decisions: readonly string[];
  readonly actions: readonly ('retry' | 'close')[];
}

const household = record<HouseholdView>({
  members: listOf(record({ ageGroup: code, gender: optional(code) })),
  language: code,
  interpreter: flag,
  area: nullable(code),
  accessibility: listOf(code),
  pets: listOf(code),
  phrases: listOf(code),
});
const tried = record<TriedView>({ serviceId: nullable(code), result: code, text: bilingual, at: code });
const page = record({
  items: listOf(
    record<AttentionView>({
      referralId: code,
      state: oneOf('needs-attention'),
      reason: code,
      text: bilingual,
      since: code,
      waitingMinutes: count,
      kind: code,
      priority: code,
      department: code,
      household,
      isInside: flag,
      offers: count,
      tried: listOf(tried),
      toRing: listOf(code),
      decisions: listOf(code),
      actions: listOf(oneOf('retry', 'close')),
    }),
  ),
  more: flag,
});

/** An item of the queue, and where to read why the match found nothing better. */
type ShownAttention = AttentionView & { readonly explanation: string };

/** `GET /v1/attention`: those who wait for a person, in the order of the line, with all that there is to decide on. */
@Controller('v1/attention')
export class ListAttentionController {
  constructor(private readonly upstreams: UpstreamClient) {}

  @Get()
  @RequireScope('admin:read')
  async read(
    @Query() { limit }: AttentionQuery,
  ): Promise<{ items: readonly ShownAttention[]; more: boolean }> {
    const answer = await this.upstreams.get('referral', `/ops/v1/attention?limit=${limit}`, page);
    const { items, more } = valueOf(answer);
    return {
      items: items.map((item) => ({ ...item, explanation: `/v1/referrals/${item.referralId}/explanation` })),
      more,
    };
  }
}
