import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ProblemException, PROBLEMS, RequireScope } from '@havre/service';
import {
  bilingual,
  code,
  count,
  flag,
  listOf,
  nullable,
  record,
  type Bilingual,
} from '../upstream/decode.js';
import { UpstreamClient } from '../upstream/upstream-client.js';
import { valueOf } from '../upstream/upstream-problems.js';

interface RuleView {
  readonly rule: string;
  readonly text: Bilingual;
}

interface CandidateView {
  readonly serviceId: string;
  readonly name: Bilingual;
  readonly directoryVersion: number;
  readonly rank: number | null;
  readonly sentence: Bilingual;
  readonly because: readonly RuleView[];
  readonly ranking: readonly (RuleView & { readonly value: number })[];
}

interface MatchView {
  readonly attempt: number;
  readonly matchedAt: string;
  readonly noPlace: { readonly reason: string; readonly text: Bilingual } | null;
  readonly candidates: readonly CandidateView[];
  readonly unexamined: number;
  readonly replayed: boolean;
}

interface ExplanationView {
  readonly referralId: string;
  readonly state: string;
  readonly fhirTaskStatus: string;
  readonly matches: readonly MatchView[];
}

const candidate = record<CandidateView>({
  serviceId: code,
  name: bilingual,
  directoryVersion: count,
  rank: nullable(count),
  sentence: bilingual,
  because: listOf(record<RuleView>({ rule: code, text: bilingual })),
  ranking: listOf(record({ rule: code, text: bilingual, value: count })),
});
const explanation = record<ExplanationView>({
  referralId: code,
  state: code,
  fhirTaskStatus: code,
  matches: listOf(
    record<MatchView>({
      attempt: count,
      matchedAt: code,
      noPlace: nullable(record({ reason: code, text: bilingual })),
      candidates: listOf(candidate),
      unexamined: count,
      replayed: flag,
    }),
  ),
});
const NOT_FOUND = 404;

/** `GET /v1/referrals/{id}/explanation`: why this one, why not that one, replayed; nothing of the household. */
@Controller('v1/referrals')
export class ExplainMatchController {
  constructor(private readonly upstreams: UpstreamClient) {}

  @Get(':id/explanation')
  @RequireScope('admin:read')
  async read(@Param('id', ParseUUIDPipe) id: string): Promise<ExplanationView> {
    const path = `/ops/v1/referrals/${id}/explanation?for=operator`;
    const answer = await this.upstreams.get('referral', path, explanation);
    if (answer.outcome === 'refused' && answer.status === NOT_FOUND) {
      throw new ProblemException(PROBLEMS.notFound);
    }
    return valueOf(answer);
  }
}
