import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sentenceOf } from '../domain/explanation-sentence.js';
import { HARD_RULE_TEXT, NO_PLACE_TEXT, SOFT_RULE_TEXT } from '../domain/explanation-text.js';
import { replay, type ExplainedCandidate } from '../domain/explanation.js';
import { unpackRank, type SoftRule } from '../domain/ranking.js';
import { FHIR_TASK_STATUS, type ReferralState } from '../domain/referral.js';
import { RULE_BITS, rulesIn } from '../domain/rules.js';
import { DirectoryStore } from '../persistence/directory.store.js';
import { ExplanationEntity } from '../persistence/explanation.entity.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import type { CitySettings } from '../settings/city-settings.js';
import { CITY } from '../settings/tokens.js';

interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/**
 * Who reads an explanation. A confidential service is shown to nobody, but for one that the department was offered a
 * place at. What an intake excludes is its department's to know.
 */
export type Reader = 'department' | 'operator';

/** One service in the explanation of a match. */
export interface CandidateView {
  readonly serviceId: string;
  readonly name: Bilingual;
  /** Names the version of its directory entry that it was judged under. */
  readonly directoryVersion: number;
  /** The rank among the suitable, 1 is asked first; null: not suitable. */
  readonly rank: number | null;
  /** Why this one, or why not that one. */
  readonly sentence: Bilingual;
  /** Hard rules that failed, with a sentence for each. */
  readonly because: readonly { readonly rule: string; readonly text: Bilingual }[];
  /** Values of the soft rules, in their order; 0 is best. */
  readonly ranking: readonly { readonly rule: SoftRule; readonly text: Bilingual; readonly value: number }[];
}

/** One match of a referral, explained. */
export interface MatchView {
  readonly attempt: number;
  readonly matchedAt: string;
  readonly noPlace: { readonly reason: string; readonly text: Bilingual } | null;
  readonly candidates: readonly CandidateView[];
  /** Services of the kind that were not compared, in a large directory. */
  readonly unexamined: number;
  /** True when judging the same facts again, under the entries of then, gives the same result for every candidate. */
  readonly replayed: boolean;
}

/** "Why this one, why not that one": every match of a referral. Says nothing of the household. */
export interface ExplanationView {
  readonly referralId: string;
  readonly state: ReferralState;
  readonly fhirTaskStatus: string;
  readonly matches: readonly MatchView[];
}

/** Explains the matches of a referral, and replays them. */
@Injectable()
export class ExplainMatch {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: DirectoryStore,
    @Inject(CITY) private readonly city: CitySettings,
  ) {}

  /** Null when there is no such referral, or no longer. */
  async explain(referralId: string, reader: Reader = 'operator'): Promise<ExplanationView | null> {
    const { manager } = this.dataSource;
    const referral = await manager.findOneBy(ReferralEntity, { id: referralId });
    if (referral === null) return null;
    const explanations = await manager.find(ExplanationEntity, {
      where: { referralId },
      order: { attempt: 'ASC' },
    });
    const keys = new Set(explanations.flatMap(({ body }) => body.candidates.map(([key]) => key)));
    const entries = await this.directory.entries(manager, [...keys]);
    const asked = new Set(referral.progress.asked);
    return {
      referralId,
      state: referral.state,
      fhirTaskStatus: FHIR_TASK_STATUS[referral.state],
      matches: explanations.map((explanation) => {
        const request = explanation.request ?? referral.request;
        const context = { entries, cityZone: this.city.timeZone };
        const candidates = replay(explanation.body, request, referralId, context);
        return matchView(explanation, candidates, (candidate) => isShownTo(reader, candidate, asked));
      }),
    };
  }
}

function isShownTo(reader: Reader, candidate: ExplainedCandidate, asked: ReadonlySet<string>): boolean {
  const { isConfidential, failed, provider } = candidate;
  if (reader === 'department') return !isConfidential || asked.has(provider);
  return !isConfidential && (failed & RULE_BITS.exclusions) === 0;
}

function matchView(
  { attempt, matchedAt, body }: ExplanationEntity,
  candidates: readonly ExplainedCandidate[],
  isShown: (candidate: ExplainedCandidate) => boolean,
): MatchView {
  const { noPlace, unexamined } = body;
  const shown = candidates.filter(isShown);
  const suitable = shown.filter(({ rank }) => rank !== null);
  return {
    attempt,
    matchedAt: matchedAt.toISOString(),
    noPlace: noPlace === null ? null : { reason: noPlace, text: NO_PLACE_TEXT[noPlace] },
    candidates: shown.map((candidate, index) => candidateView(candidate, index, suitable)),
    unexamined,
    replayed: candidates.every(({ isReplayed }) => isReplayed),
  };
}

function candidateView(
  candidate: ExplainedCandidate,
  index: number,
  suitable: readonly ExplainedCandidate[],
): CandidateView {
  const { serviceId, name, entryKey, failed, rank } = candidate;
  const softRules = rank === null ? [] : (Object.entries(unpackRank(rank)) as [SoftRule, number][]);
  return {
    serviceId,
    name,
    directoryVersion: entryKey,
    rank: rank === null ? null : index + 1,
    sentence: sentenceOf(candidate, suitable),
    because: rulesIn(failed).map((rule) => ({ rule, text: HARD_RULE_TEXT[rule] })),
    ranking: softRules.map(([rule, value]) => ({ rule, text: SOFT_RULE_TEXT[rule], value })),
  };
}
