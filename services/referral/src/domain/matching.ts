import { judge, type Candidate, type Outlook } from './candidate.js';
import type { MatchableServices, NearbyServices } from './directory-index.js';
import type { Service } from './directory.js';
import { isClosedBy } from './opening.js';
import type { Profile } from './profile.js';
import { rankOf } from './ranking.js';
import { isPlainlyUnfit, LASTING_RULES, RULE_BITS } from './rules.js';

/** A kind with at most so many services is looked at whole; of a larger one, the nearest that have places. */
const WHOLE_KIND = 64;
/** In a large kind, how many services that could take the household are compared. */
const COMPARED = 24;
/** In a large kind, how many of those that could not are explained. */
const EXPLAINED = 16;

/** As many houses as a person rings before looking again. */
const MOST_TO_RING = 20;

/** Why there is no place: said apart, as each calls for something else. */
export type NoPlaceReason = 'none-exists' | 'all-closed' | 'all-full' | 'all-stale' | 'awaiting-turn';

/** A candidate that passed every hard rule, with its rank. */
export interface RankedCandidate extends Candidate {
  readonly rank: number;
}

/** What matching found, with every candidate that it looked at. */
export interface Match {
  /** Those that could take the household, best first. */
  readonly suitable: readonly RankedCandidate[];
  /** Those that could not: houses to ring first, then in the order of the directory. */
  readonly unsuitable: readonly Candidate[];
  /** Why none is suitable; null when some are. */
  readonly noPlace: NoPlaceReason | null;
  /** Those among them whose count alone is too old, best first: whom a person would ring. Never a confidential one. */
  readonly toRing: readonly string[];
  /** How many services take in this household at all, counted as far as matching looked. */
  readonly fits: number;
  /** When the first of those closed now can be asked, in epoch milliseconds; null when none is in sight. */
  readonly asksFrom: number | null;
  /** How many services of the kind were not looked at. */
  readonly unexamined: number;
}

/**
 * The services that could take a household, best first, with the result of each rule for each candidate; or why there
 * is none. Pure: the same request, directory and outlook give the same answer.
 */
export function match(profile: Profile, services: MatchableServices, outlook: Outlook): Match {
  const { need, area } = profile.request;
  const search = new Search(profile, outlook, services.countOf(need.kind) <= WHOLE_KIND);
  const near = services.near(need.kind, area);
  search.visit(near, 'withPlaces');
  search.visit(near, 'withoutPlaces');
  return search.result(services.listedOf(need.kind));
}

/** True of a candidate that only an old count keeps from being asked. */
export function isToRing(failed: number): boolean {
  return failed === RULE_BITS.freshness;
}

class Search {
  private readonly suitable: RankedCandidate[] = [];
  private readonly unsuitable: Candidate[] = [];
  private examined = 0;
  private fits = 0;
  private isTurnAwaited = false;
  private isFull = false;
  private isStale = false;
  private asksFrom: number | null = null;
  private readonly explained: number;

  constructor(
    private readonly profile: Profile,
    private readonly outlook: Outlook,
    private readonly isWhole: boolean,
  ) {
    this.explained = isWhole ? WHOLE_KIND : EXPLAINED;
  }

  visit(near: readonly NearbyServices[], row: 'withPlaces' | 'withoutPlaces'): void {
    for (const nearby of near) {
      const services = nearby[row];
      // Different referrals start at different services, so that a large area fills evenly.
      const start = this.isWhole ? 0 : this.profile.seed % Math.max(1, services.length);
      for (let step = 0; step < services.length; step++) {
        if (this.isDone(row)) return;
        const service = services[(start + step) % services.length];
        if (service !== undefined) this.examine(service, nearby.distance);
      }
    }
  }

  result(listed: number): Match {
    const isPlaced = this.suitable.length > 0;
    return {
      suitable: this.suitable.sort(
        (left, right) =>
          left.rank - right.rank || (left.service.entry.serviceId < right.service.entry.serviceId ? -1 : 1),
      ),
      unsuitable: this.housesToRingFirst(),
      toRing: isPlaced ? [] : this.toRing(),
      noPlace: isPlaced ? null : this.whyNone(),
      fits: this.fits,
      asksFrom: this.asksFrom,
      unexamined: listed - this.examined,
    };
  }

  private toRing(): readonly string[] {
    return this.housesToRingFirst()
      .filter(({ failed, service }) => isToRing(failed) && service.entry.listing.confidential !== true)
      .slice(0, MOST_TO_RING)
      .map(({ service }) => service.entry.serviceId);
  }

  /** Those whose count alone is too old come first, best first: whom a person would ring. */
  private housesToRingFirst(): readonly Candidate[] {
    const toRing = this.unsuitable
      .filter(({ failed }) => isToRing(failed))
      .map((candidate) => ({ candidate, rank: rankOf(this.profile, candidate, this.outlook.now) }))
      .sort((left, right) => left.rank - right.rank)
      .map(({ candidate }) => candidate);
    return [...toRing, ...this.unsuitable.filter(({ failed }) => !isToRing(failed))];
  }

  private isDone(row: 'withPlaces' | 'withoutPlaces'): boolean {
    if (this.isWhole) return false;
    if (row === 'withPlaces') return this.suitable.length >= COMPARED;
    return this.suitable.length > 0 || (this.isFull && this.fits > 1);
  }

  private examine(service: Service, distance: number): void {
    this.examined++;
    if (this.unsuitable.length >= this.explained && isPlainlyUnfit(this.profile, service)) return;
    const candidate = judge(this.profile, service, distance, this.outlook);
    if (candidate.failed === 0) {
      this.fits++;
      this.suitable.push({ ...candidate, rank: rankOf(this.profile, candidate, this.outlook.now) });
      return;
    }
    if (this.unsuitable.length < this.explained) this.unsuitable.push(candidate);
    if ((candidate.failed & LASTING_RULES) === 0) this.note(candidate);
  }

  /** A service that takes such households, but not now: what is in the way? */
  private note({ service, failed, opensAt }: Candidate): void {
    this.fits++;
    if ((failed & RULE_BITS.opening) !== 0) {
      if (opensAt !== null) this.noteOpening(service, opensAt);
      return;
    }
    if ((failed & RULE_BITS.freshness) !== 0) {
      this.isStale = true;
      return;
    }
    this.isFull = true;
    const passed = this.outlook.passed.get(service.entry.serviceId);
    if (passed?.why === 'share-cap' && (failed & RULE_BITS['offered-before']) !== 0)
      this.isTurnAwaited = true;
  }

  /** A service is asked some time before its hours begin, but not before an announced closure ends. */
  private noteOpening({ schedule: { closure } }: Service, opensAt: number): void {
    const { now, opensWithinMs } = this.outlook;
    const closedUntil = isClosedBy(closure, now) ? (closure?.until ?? opensAt) : now;
    this.asksFrom = Math.min(this.asksFrom ?? Infinity, Math.max(closedUntil, opensAt - opensWithinMs));
  }

  private whyNone(): NoPlaceReason {
    if (this.fits === 0) return 'none-exists';
    if (this.isTurnAwaited) return 'awaiting-turn';
    if (this.isFull) return 'all-full';
    return this.isStale ? 'all-stale' : 'all-closed';
  }
}
