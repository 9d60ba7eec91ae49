import {
  decide,
  isInLine,
  limitFor,
  match,
  open,
  storeExplanation,
  turnOf,
  type DirectoryIndex,
  type Effect,
  type Limits,
  type Match,
  type MatchableServices,
  type MatchInput,
  type Opening,
  type Outlook,
  type PassedService,
  type RankedCandidate,
  type Referral,
  type ReferralInput,
  type Slot,
} from '@havre/referral/domain';
import { MINUTE_MS } from '../calendar.js';
import type { Mutant } from '../mutant.js';
import type { AskedPlaces } from './asked-places.js';
import { Entry } from './entry.js';
import type { Line } from './line.js';
import type { RoutingWatch, SearchCause } from './routing-watch.js';

/** What a batch is settled with. */
export interface SettlingParts {
  readonly now: number;
  readonly limits: Limits;
  readonly directory: DirectoryIndex;
  readonly asked: AskedPlaces;
  readonly watch: RoutingWatch;
  readonly mutant: Mutant | null;
  readonly lineOf: (entry: Entry) => Line;
}

/**
 * One batch of the referrals' service in memory, as a transaction settles it: decide what came, then find places for all
 * who seek one, in the order of their turns. Places given in a batch are gone for the others of it.
 */
export class Settling {
  readonly touched = new Set<Entry>();
  readonly effects: Effect[] = [];
  private readonly taken = new Map<string, number>();

  constructor(private readonly parts: SettlingParts) {}

  open(opening: Opening): Entry {
    const { referral, effects } = open(opening, this.parts.now, this.parts.limits);
    const entry = new Entry(referral);
    entry.isSeeking = true;
    this.touched.add(entry);
    this.parts.watch.decided(null, referral, 'received');
    this.effects.push(...effects);
    return entry;
  }

  apply(entry: Entry, input: ReferralInput): void {
    const { watch, now, limits } = this.parts;
    const before = entry.referral;
    const decision = decide(before, input, now, limits);
    if (decision.outcome === 'refused') watch.refused(decision.reason);
    if (decision.outcome !== 'applied') return;
    entry.referral = decision.referral;
    entry.isSeeking = decision.isSeeking || (entry.isSeeking && decision.referral.state === 'requested');
    this.touched.add(entry);
    watch.decided(before, decision.referral, input.on);
    this.effects.push(...this.kept(decision.effects));
  }

  /** Looks for a place again for somebody in the line. */
  look(entry: Entry): void {
    entry.isSeeking = true;
    this.touched.add(entry);
  }

  findPlaces(): void {
    const seeking = [...this.touched].filter(({ isSeeking }) => isSeeking);
    if (seeking.length > 1) {
      const turns = new Map(seeking.map((entry) => [entry, turnAt(entry.referral, this.parts.limits)]));
      seeking.sort((left, right) => (turns.get(left) ?? 0) - (turns.get(right) ?? 0));
    }
    for (const entry of seeking) {
      entry.isSeeking = false;
      this.place(entry, this.find(entry, this.parts.directory), 'fresh');
    }
  }

  /** Offers what has freed up to those in line, in the order given. Returns how many places were given. */
  offerTo(entries: Iterable<Entry>, services: MatchableServices, places: number): number {
    let given = 0;
    for (const entry of entries) {
      if (given >= places) break;
      if (!isInLine(entry.referral)) continue;
      const found = this.find(entry, services);
      const [best] = found.suitable;
      if (best === undefined) continue;
      given += best.quantity;
      this.place(entry, found, 'line');
    }
    return given;
  }

  private find(entry: Entry, services: MatchableServices): Match {
    const outlook = this.outlookOf(entry);
    const found = match(entry.profile, services, outlook);
    this.parts.watch.explained(entry, storeExplanation(found, outlook));
    return this.parts.mutant === 'ignore-fit' ? carelessly(found) : found;
  }

  private place(entry: Entry, { suitable, noPlace, fits, asksFrom }: Match, cause: SearchCause): void {
    const [candidate] = suitable;
    if (candidate?.slot == null) {
      this.apply(entry, { on: 'no-place', reason: noPlace ?? 'none-exists', fits, asksFrom });
      return;
    }
    const { watch, lineOf } = this.parts;
    const outlookOf = (other: Entry): Outlook => this.outlookOf(other);
    watch.chosen({ entry, candidate, suitable, cause, line: lineOf(entry), outlookOf });
    this.apply(entry, this.matched(entry, candidate, candidate.slot, fits));
  }

  private matched(entry: Entry, candidate: RankedCandidate, slot: Slot, fits: number): MatchInput {
    const { id, attempts } = entry.referral;
    const holdId = `${id}#${attempts}`;
    this.taken.set(slot.key, this.takenOf(slot) + candidate.quantity);
    this.parts.asked.add(holdId, slot.key, candidate.quantity, this.parts.now);
    return { on: 'matched', candidate, holdId, fits };
  }

  private outlookOf({ referral }: Entry): Outlook {
    const { now, limits, asked } = this.parts;
    const { request, passed } = referral;
    return {
      now,
      opensWithinMs: limitFor(limits.opensWithinMinutes, request.need.kind) * MINUTE_MS,
      passed: passed.length === 0 ? NONE_PASSED : new Map(passed.map((one) => [one.serviceId, one])),
      taken: (slot) => this.takenOf(slot),
      pending: (slot) => asked.of(slot.key) - this.takenOf(slot),
    };
  }

  private takenOf({ key }: Slot): number {
    return this.taken.get(key) ?? 0;
  }

  private kept(effects: readonly Effect[]): readonly Effect[] {
    if (this.parts.mutant !== 'hold-everywhere') return effects;
    return effects.filter(
      (effect) => effect.effect !== 'emit' || effect.type !== 'havre.hold.release-requested.v1',
    );
  }
}

const NONE_PASSED: ReadonlyMap<string, PassedService> = new Map();

/** The turn of a referral in the line. */
export function turnAt({ request, openedAt, isUrgent, fits }: Referral, limits: Limits): number {
  return turnOf({ priority: request.need.priority, openedAt, urgent: isUrgent, fits }, limits);
}

/** Somebody who reads the free places but not for whom they are. */
function carelessly(found: Match): Match {
  const free = found.unsuitable.find(({ slot, available }) => slot !== null && available > 0);
  if (found.suitable.length > 0 || free === undefined) return found;
  return { ...found, noPlace: null, suitable: [{ ...free, quantity: Math.max(1, free.quantity), rank: 0 }] };
}
