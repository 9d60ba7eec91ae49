/** A text in both languages. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

interface RuleView {
  readonly rule: string;
  readonly text: Bilingual;
}

/** One service in the explanation of a match. Confidential ones are left out, but for those that made an offer. */
export interface CandidateView {
  readonly serviceId: string;
  readonly name: Bilingual;
  /** Names the version of its directory entry that it was judged under. */
  readonly directoryVersion: number;
  /** The rank among the suitable, 1 is asked first; null: not suitable. */
  readonly rank: number | null;
  /** Why this one, or why not that one. */
  readonly sentence: Bilingual;
  /** Hard rules that failed. */
  readonly because: readonly RuleView[];
  /** Values of the soft rules, in their order; 0 is best. */
  readonly ranking: readonly (RuleView & { readonly value: number })[];
}

/** One match of a referral, explained. */
export interface MatchView {
  readonly attempt: number;
  readonly matchedAt: string;
  readonly noPlace: { readonly reason: string; readonly text: Bilingual } | null;
  readonly candidates: readonly CandidateView[];
  /** Services of the kind that were not compared, in a large directory. */
  readonly unexamined: number;
  /** True when judging the same facts again, under the entries of then, gives the same result. */
  readonly replayed: boolean;
}

/** "Why this one, why not that one": every match of a referral. */
export interface ExplanationView {
  readonly referralId: string;
  readonly state: string;
  readonly fhirTaskStatus: string;
  readonly matches: readonly MatchView[];
}
