import { ATTENTION_TEXT, TRIED_TEXT } from '../domain/attention-text.js';
import type { AttentionReason } from '../domain/draft.js';
import type { PassedReason } from '../domain/passed-service.js';
import { isInside, type Referral } from '../domain/referral.js';

interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** Whom a referral is about, in codes: nobody is named. */
export interface HouseholdView {
  readonly members: readonly { readonly ageGroup: string; readonly gender?: string }[];
  readonly language: string;
  readonly interpreter: boolean;
  readonly area: string | null;
  readonly accessibility: readonly string[];
  readonly pets: readonly string[];
  /** Codes of the phrasebook, without what they were filled in with. */
  readonly phrases: readonly string[];
}

/** One service that was asked, and what came of it. A confidential one is not named. */
export interface TriedView {
  readonly serviceId: string | null;
  readonly result: PassedReason;
  readonly text: Bilingual;
  readonly at: string;
}

/** A referral in front of a person, with everything that there is to decide on. */
export interface AttentionView {
  readonly referralId: string;
  readonly state: 'needs-attention';
  readonly reason: AttentionReason;
  readonly text: Bilingual;
  /** Since when it waits for a person, and how long that is, in whole minutes. */
  readonly since: string;
  readonly waitingMinutes: number;
  readonly kind: string;
  readonly priority: string;
  /** The department to call. */
  readonly department: string;
  readonly household: HouseholdView;
  /** True when the household is inside a place, which it keeps whatever is decided. */
  readonly isInside: boolean;
  readonly offers: number;
  readonly tried: readonly TriedView[];
  /** Services to ring, the most promising first. */
  readonly toRing: readonly string[];
  /** What operators decided before, by the ids under which it is on record. */
  readonly decisions: readonly string[];
  /** What may be done from here. */
  readonly actions: readonly ('retry' | 'close')[];
}

/** What a view needs beside the referral. */
export interface AttentionContext {
  readonly now: number;
  readonly toRing: readonly string[];
  /** True of services that may be named to an operator. */
  isNamed(serviceId: string): boolean;
}

/** Shows a referral that waits for a person; null for any other. */
export function attentionView(referral: Referral, context: AttentionContext): AttentionView | null {
  const { reason, request, since, passed } = referral;
  if (referral.state !== 'needs-attention' || reason === null || !(reason in ATTENTION_TEXT)) return null;
  const asked = reason as AttentionReason;
  const isIn = isInside(referral);
  return {
    referralId: referral.id,
    state: 'needs-attention',
    reason: asked,
    text: ATTENTION_TEXT[asked],
    since: new Date(since).toISOString(),
    waitingMinutes: Math.max(0, Math.floor((context.now - since) / 60_000)),
    kind: request.need.kind,
    priority: request.need.priority,
    department: referral.publisher,
    household: householdView(referral),
    isInside: isIn,
    offers: referral.offers,
    tried: passed.map(({ serviceId, why, at }) => ({
      serviceId: context.isNamed(serviceId) ? serviceId : null,
      result: why,
      text: TRIED_TEXT[why],
      at: new Date(at).toISOString(),
    })),
    toRing: context.toRing,
    decisions: referral.decisions ?? [],
    actions: isIn ? ['retry'] : ['retry', 'close'],
  };
}

function householdView({ request }: Referral): HouseholdView {
  const { household, language, interpreter, area, accessibility, pets, phrases } = request;
  return {
    members: household.members.map(({ ageGroup, gender }) => ({
      ageGroup,
      ...(gender === undefined ? {} : { gender }),
    })),
    language,
    interpreter: interpreter ?? false,
    area: area ?? null,
    accessibility: accessibility ?? [],
    pets: (pets ?? []).map(({ kind }) => kind),
    phrases: (phrases ?? []).map(({ code }) => code),
  };
}
