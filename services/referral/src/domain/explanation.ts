import type { Freshness, UnitType } from '@havre/events';
import { judge, type Candidate, type Outlook } from './candidate.js';
import { serviceOf, slotKey, type DirectoryEntry, type Slot } from './directory.js';
import { isToRing, type Match, type NoPlaceReason, type RankedCandidate } from './matching.js';
import type { PassedReason, PassedService } from './passed-service.js';
import { profileOf } from './profile.js';
import { rankOf } from './ranking.js';
import type { Request } from './request.js';
import { RULE_BITS } from './rules.js';

const UNIT_TYPES: readonly UnitType[] = ['bed', 'room', 'unit', 'appointment', 'parcel', 'seat'];
const FRESHNESS: readonly Freshness[] = ['fresh', 'stale', 'expired'];
const NO_SLOT = -1;
const NO_RANK = -1;

/** Rules that are judged on the places; without places there is nothing to judge them on again. */
const PLACE_RULES =
  RULE_BITS['unit-type'] |
  RULE_BITS.sleeps |
  RULE_BITS.date |
  RULE_BITS.time |
  RULE_BITS.opening |
  RULE_BITS.freshness |
  RULE_BITS.capacity;

/**
 * One candidate as facts and result, in numbers, because there is one for each service that each referral was compared
 * with: entry key, unit type, sleeps, date, total, available, freshness, reported and updated (milliseconds before the
 * match), contended, distance, failed rules, rank, time.
 */
type StoredCandidate = readonly [
  key: number,
  unitType: number,
  sleeps: number,
  date: string | 0,
  total: number,
  available: number,
  freshness: number,
  reportedAgoMs: number,
  updatedAgoMs: number,
  contended: 0 | 1,
  distance: number,
  failed: number,
  rank: number,
  time: string | 0,
];

/** Everything that a match was decided on, and its result: what replays it. */
export interface StoredExplanation {
  /** When it was matched, in epoch milliseconds. */
  readonly at: number;
  readonly opensWithinMs: number;
  readonly noPlace: NoPlaceReason | null;
  readonly unexamined: number;
  readonly passed: readonly (readonly [serviceId: string, why: PassedReason, at: number])[];
  /** Suitable ones first, best first. */
  readonly candidates: readonly StoredCandidate[];
}

/** One candidate of an explanation, with the result of each rule. */
export interface ExplainedCandidate {
  readonly serviceId: string;
  readonly provider: string;
  readonly name: DirectoryEntry['listing']['name'];
  /** The version of the directory entry that it was judged under. */
  readonly entryKey: number;
  readonly isConfidential: boolean;
  readonly failed: number;
  /** Null for candidates that failed a hard rule. */
  readonly rank: number | null;
  /** True when judging the stored facts again gives the stored result. */
  readonly isReplayed: boolean;
}

/** What is kept of a match, so that it can be explained and replayed for the life of the referral. */
export function storeExplanation(match: Match, outlook: Outlook): StoredExplanation {
  const { now, opensWithinMs, passed } = outlook;
  return {
    at: now,
    opensWithinMs,
    noPlace: match.noPlace,
    unexamined: match.unexamined,
    passed: [...passed.values()].map(({ serviceId, why, at }) => [serviceId, why, at]),
    candidates: [
      ...match.suitable.map((candidate) => storeCandidate(candidate, now)),
      ...match.unsuitable.map((candidate) => storeCandidate(candidate, now)),
    ],
  };
}

/**
 * Explains a stored match and judges it again under the entries that it was made with. Candidates whose entry is gone
 * are left out.
 */
export function replay(
  stored: StoredExplanation,
  request: Request,
  referralId: string,
  { entries, cityZone }: { readonly entries: ReadonlyMap<number, DirectoryEntry>; readonly cityZone: string },
): readonly ExplainedCandidate[] {
  const profile = profileOf(request, referralId);
  return stored.candidates.flatMap((candidate) => {
    const entry = entries.get(candidate[0]);
    if (entry === undefined) return [];
    const slot = slotOf(candidate, entry.serviceId, stored.at);
    const service = serviceOf(entry, slot === null ? [] : [slot], cityZone);
    const judged = judge(profile, service, candidate[10], outlookOf(stored, entry, candidate[9] === 1));
    const failed = candidate[11];
    const rank = failed === 0 ? rankOf(profile, judged, stored.at) : NO_RANK;
    const judgedOn = slot === null ? ~PLACE_RULES : ~0;
    return [
      {
        serviceId: entry.serviceId,
        provider: entry.provider,
        name: entry.listing.name,
        entryKey: entry.key,
        isConfidential: entry.listing.confidential === true,
        failed,
        rank: failed === 0 ? candidate[12] : null,
        isReplayed: (judged.failed & judgedOn) === (failed & judgedOn) && rank === candidate[12],
      },
    ];
  });
}

/** The entries, by key, of the services that only an old count kept from being asked, best first. */
export function entriesToRing({ candidates }: StoredExplanation): readonly number[] {
  return candidates.flatMap(([key, , , , , , , , , , , failed]) => (isToRing(failed) ? [key] : []));
}

function storeCandidate(candidate: Candidate | RankedCandidate, now: number): StoredCandidate {
  const { service, slot, available, isContended, distance, failed } = candidate;
  const rank = 'rank' in candidate ? candidate.rank : NO_RANK;
  const place = slot === null ? NO_PLACE : storePlace(slot, available, now);
  return [service.entry.key, ...place, isContended ? 1 : 0, distance, failed, rank, slot?.time ?? 0];
}

type StoredPlace = readonly [
  unitType: number,
  sleeps: number,
  date: string | 0,
  total: number,
  available: number,
  freshness: number,
  reportedAgoMs: number,
  updatedAgoMs: number,
];

const NO_PLACE: StoredPlace = [NO_SLOT, 0, 0, 0, 0, 0, 0, 0];

function storePlace(slot: Slot, available: number, now: number): StoredPlace {
  const { unitType, sleeps = 0, date = 0, total, freshness, reportedAt, updatedAt } = slot;
  return [
    UNIT_TYPES.indexOf(unitType),
    sleeps,
    date,
    total,
    available,
    FRESHNESS.indexOf(freshness),
    now - reportedAt,
    now - updatedAt,
  ];
}

function slotOf(candidate: StoredCandidate, serviceId: string, at: number): Slot | null {
  const [, unitType, sleeps, date, total, available, freshness, reportedAgoMs, updatedAgoMs] = candidate;
  const time = candidate[13];
  if (unitType === NO_SLOT) return null;
  const unit = {
    unitType: UNIT_TYPES[unitType] ?? 'bed',
    ...(sleeps === 0 ? {} : { sleeps }),
    ...(date === 0 ? {} : { date }),
    ...(time === 0 ? {} : { time }),
  };
  return {
    key: slotKey(serviceId, unit),
    ...unit,
    total,
    available,
    freshness: FRESHNESS[freshness] ?? 'expired',
    reportedAt: at - reportedAgoMs,
    updatedAt: at - updatedAgoMs,
  };
}

function outlookOf(stored: StoredExplanation, entry: DirectoryEntry, isContended: boolean): Outlook {
  const { provider } = entry;
  const passed = stored.passed.map(([serviceId, why, at]): [string, PassedService] => [
    serviceId,
    { serviceId, provider, why, at },
  ]);
  return {
    now: stored.at,
    opensWithinMs: stored.opensWithinMs,
    passed: new Map(passed),
    taken: () => 0,
    pending: () => (isContended ? Infinity : 0),
  };
}
