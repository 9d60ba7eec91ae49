import { Controller, Get, Header, Headers, Inject, Param, Query } from '@nestjs/common';
import { acceptedLanguages, Caller, ProblemException, PROBLEMS, RequireScope } from '@havre/service';
import { ReferralViewRepository } from '../persistence/referral-view.repository.js';
import { readPhrases, type ReadView } from './read-phrases.js';
import { ReferralsQuery } from './referrals-query.js';

/** A page of a caller's referrals, newest first. */
export interface ReferralsPage {
  readonly items: readonly ReadView[];
  /** `null` on the last page. */
  readonly next: string | null;
}

const DEFAULT_LIMIT = 100;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * `GET /v1/referrals`: a department's own, and those that a provider was offered. Phrases come with their text in the
 * language that `Accept-Language` asks for.
 */
@Controller('v1/referrals')
@RequireScope('feed:read')
export class ReferralsController {
  constructor(@Inject(ReferralViewRepository) private readonly referrals: ReferralViewRepository) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept-language')
  async list(
    @Caller() caller: Caller,
    @Query() query: ReferralsQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<ReferralsPage> {
    const languages = acceptedLanguages(acceptLanguage);
    const { cursor, limit = DEFAULT_LIMIT, ...filter } = query;
    const before = cursor === undefined ? undefined : BigInt(cursor);
    // One more than asked for says whether there is a next page.
    const rows = await this.referrals.list(caller.sources, before, limit + 1, filter);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ view }) => readPhrases(view, languages)),
      next: rows.length > limit && last !== undefined ? last.position.toString() : null,
    };
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept-language')
  async read(
    @Caller() caller: Caller,
    @Param('id') id: string,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<ReadView> {
    const view = UUID.test(id) ? await this.referrals.find(caller.sources, id) : undefined;
    if (view === undefined) throw new ProblemException(PROBLEMS.notFound);
    return readPhrases(view, acceptedLanguages(acceptLanguage));
  }
}
