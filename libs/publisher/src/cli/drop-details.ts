import { renderPhrase, suggestPhrases, type PhraseUse } from '@havre/events';
import { readViews, ruleOf, screen, type PolicyBundle, type TextView } from '@havre/policy';

import type { CheckedEvent } from './check-event.js';
import { valueAt } from './place-of-drop.js';
import type { Language } from './texts.js';

export type Drop = Extract<CheckedEvent, { readonly outcome: 'drop' }>;

/** A coded phrase that says part of what a dropped note says. */
export interface Proposal {
  readonly text: string;
  readonly use: PhraseUse;
  /** Parameters that the note does not say. */
  readonly toChoose: readonly string[];
}

/** What the person who wrote an event may want to know of its drop. Never leaves their machine. */
export interface DropDetails {
  /** What stands at the place, in three pieces: the second is what was found. */
  readonly excerpt: readonly [before: string, found: string, after: string] | undefined;
  /** What was found stands in no plain sight: in an encoding, or over several fields. */
  readonly isHidden: boolean;
  /** What the rule rests on; undefined for what no rule of a pack decided. */
  readonly source: string | undefined;
  readonly pack: string | undefined;
  readonly proposals: readonly Proposal[];
  /** How the text was read; only when asked for. */
  readonly views: readonly TextView[] | 'opaque' | undefined;
}

const AROUND = 30;
const MOST_FOUND = 80;
const MOST_PROPOSALS = 3;

export interface DetailsContext {
  readonly bundle: PolicyBundle;
  readonly language: Language;
  /** Also how the text was read. */
  readonly explain: boolean;
}

/** Explains a drop of `value`, an event. */
export function detailsOf(drop: Drop, value: unknown, context: DetailsContext): DropDetails {
  const at = drop.where === undefined ? undefined : valueAt(value, drop.where.path);
  const { excerpt, proposals, views } = readingOf(drop, at, context);
  const rule = ruleOf(context.bundle, drop.rule);
  return {
    excerpt,
    isHidden: isHidden(drop, at),
    source: rule?.source,
    pack: rule?.pack,
    proposals,
    views,
  };
}

function readingOf(
  drop: Drop,
  at: unknown,
  { bundle, language, explain }: DetailsContext,
): Pick<DropDetails, 'excerpt' | 'proposals' | 'views'> {
  if (at === undefined) return { excerpt: undefined, proposals: [], views: undefined };
  const text = typeof at === 'string' ? at : JSON.stringify(at);
  return {
    excerpt: excerptOf(drop, at),
    proposals: typeof at === 'string' ? proposalsFor(text, bundle, language) : [],
    views: explain ? readViews(text, bundle) : undefined,
  };
}

function excerptOf({ where }: Drop, at: unknown): DropDetails['excerpt'] {
  if (where === undefined) return undefined;
  const name = where.path.split('/').at(-1) ?? '';
  if (typeof at !== 'string') return [`${name}: `, shortened(JSON.stringify(at)), ''];
  const { start, end } = where;
  const before = at.slice(Math.max(0, start - AROUND), start);
  const after = at.slice(end, end + AROUND);
  return [
    start > AROUND ? `…${before}` : before,
    shortened(at.slice(start, end)),
    end + AROUND < at.length ? `${after}…` : after,
  ];
}

function shortened(text: string): string {
  return text.length > MOST_FOUND ? `${text.slice(0, MOST_FOUND)}…` : text;
}

/** The words that were found are not what stands there: something was decoded, or joined. */
function isHidden({ where }: Drop, at: unknown): boolean {
  if (where === undefined) return false;
  return Array.isArray(at) || (typeof at === 'string' && /^[\w+/=%&;#\\-]{12,}$/.test(at));
}

/** Phrases for the clauses that say nothing of status: the others are what was dropped. */
function proposalsFor(note: string, bundle: PolicyBundle, language: Language): readonly Proposal[] {
  const isClear = (text: string) => screen({ value: text }, bundle).effect === 'clear';
  return suggestPhrases(note, { language, limit: 1 })
    .filter(({ clause }) => isClear(clause))
    .flatMap(({ phrases }) => phrases)
    .map(({ use, toChoose }) => ({ text: renderPhrase(use, language) ?? use.code, use, toChoose }))
    .slice(0, MOST_PROPOSALS);
}
