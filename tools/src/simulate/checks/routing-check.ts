import {
  FreedServices,
  hasEnded,
  match,
  replay,
  type DirectoryEntry,
  type DirectoryIndex,
  type Emission,
  type Limits,
  type Referral,
  type StoredExplanation,
} from '@havre/referral/domain';
import type { Agenda } from '../agenda.js';
import { CITY_ZONE } from '../calendar.js';
import type { Entry } from '../shell/entry.js';
import type { Choice, RoutingWatch } from '../shell/routing-watch.js';
import { turnAt } from '../shell/settling.js';
import { isTakenIn } from './fit.js';
import { InvariantBroken, type Invariant } from './invariant-broken.js';
import type { LedgerCheck } from './ledger-check.js';

/** One match in so many is replayed. */
const REPLAYED = 509;
/** How many of those who stand before somebody are asked whether the place would suit them. */
const ASKED_BEFORE = 100;
/** How far down the line the check looks. */
const LOOKED_AT = 2_000;
/** How long anything may be on its way between the services. */
const GRACE_MS = 60_000;

export interface RoutingCheckParts {
  readonly agenda: Agenda;
  readonly limits: Limits;
  readonly ledger: LedgerCheck;
  readonly directory: () => DirectoryIndex;
  /** The state of a hold at the ledger. */
  readonly holdState: (serviceId: string, holdId: string) => string | undefined;
  /** Somebody was served before somebody in line whom the place would have suited, who had come so much earlier (milliseconds). */
  readonly onOvertaking: (byMs: number) => void;
}

/** Looks at every decision on a referral: fits, turns, ends, codes, explanations. */
export class RoutingCheck implements RoutingWatch {
  private readonly codes = new Set<string>();
  private readonly ended = new Set<string>();
  private matches = 0;

  constructor(private readonly parts: RoutingCheckParts) {}

  decided(before: Referral | null, after: Referral, input: string): void {
    if (before === null) {
      if (this.codes.has(after.code)) this.fail('unique-code', { living: this.codes.size });
      this.codes.add(after.code);
      return;
    }
    if (!hasEnded(before) || hasEnded(after)) return;
    if (input !== 'reopened' && input !== 'arrived') {
      this.fail('ends-once', { from: before.state, to: after.state, input });
    }
    this.ended.delete(after.id);
  }

  emitted(emission: Emission): void {
    switch (emission.type) {
      case 'havre.hold.release-requested.v1':
        this.parts.ledger.releasing.add(emission.data.holdId);
        return;
      case 'havre.referral.closed.v1':
      case 'havre.referral.unplaced.v1':
        if (this.ended.has(emission.subject)) this.fail('ends-once', { input: emission.type });
        this.ended.add(emission.subject);
        return;
      default:
    }
  }

  chosen(choice: Choice): void {
    const { entry, candidate } = choice;
    const { serviceId, listing } = candidate.service.entry;
    if (!isTakenIn(entry.referral.request, serviceId, listing)) {
      this.fail('fit', { kind: listing.kind, people: entry.profile.size });
    }
    if (choice.line.length > 0) this.checkTurn(choice);
  }

  explained(entry: Entry, explanation: StoredExplanation): void {
    this.matches += 1;
    if (this.matches % REPLAYED !== 0) return;
    const entries = new Map<number, DirectoryEntry>();
    for (const { entry: listed } of this.parts.directory().all()) entries.set(listed.key, listed);
    const again = replay(explanation, entry.referral.request, entry.referral.id, {
      entries,
      cityZone: CITY_ZONE,
    });
    const different = again.filter(({ isReplayed }) => !isReplayed).length;
    if (different > 0) this.fail('explanation-replays', { candidates: again.length, different });
  }

  forgotten(referral: Referral): void {
    if (!hasEnded(referral)) this.fail('ends-once', { from: referral.state, input: 'forgotten' });
    this.codes.delete(referral.code);
    this.ended.delete(referral.id);
  }

  refused(): void {
    // An answer that has no effect breaks nothing.
  }

  flagged(): void {
    // Nor does what is counted against a directory entry.
  }

  /** Looks at all that live: each goes on, waits or is in front of a person. */
  audit(entries: Iterable<Entry>): void {
    for (const { referral, turn, dueSecond } of entries) {
      const { state, hold, since } = referral;
      if (hasEnded(referral) !== this.ended.has(referral.id)) this.fail('ends-once', { from: state });
      if (this.parts.agenda.now - since < GRACE_MS) continue;
      const isFine = this.isGoingOn(referral, turn !== null && dueSecond !== null);
      if (!isFine) this.fail('never-stuck', { state, phase: hold?.phase ?? 'none' });
    }
  }

  private isGoingOn({ state, hold }: Referral, isWaiting: boolean): boolean {
    const held = hold === null ? undefined : this.parts.holdState(hold.serviceId, hold.id);
    switch (state) {
      case 'requested':
        return false;
      case 'offered':
        return held === 'placed';
      case 'accepted':
        return held === 'placed' || held === 'confirmed';
      case 'arrived':
        return held === 'occupied' || held === undefined;
      case 'waitlisted':
        return isWaiting;
      default:
        return true;
    }
  }

  /** Nobody whose turn comes before may be passed by, when the very place would suit them. */
  private checkTurn(choice: Choice): void {
    const { entry, candidate, line, cause } = choice;
    const { limits } = this.parts;
    const turn = turnAt(entry.referral, limits);
    const listing = candidate.service.entry;
    let seen = 0;
    let asked = 0;
    for (const other of line.inOrder()) {
      seen += 1;
      if (seen > LOOKED_AT) return;
      if (other === entry || turnAt(other.referral, limits) >= turn) continue;
      if (!isTakenIn(other.referral.request, listing.serviceId, listing.listing)) continue;
      asked += 1;
      if (asked > ASKED_BEFORE) return;
      if (!this.wouldSuit(choice, other)) continue;
      if (cause === 'fresh' || hasLeftBehind(other, listing.serviceId)) {
        this.parts.onOvertaking(Math.max(0, entry.referral.openedAt - other.referral.openedAt));
        return;
      }
      this.fail('fair-line', { kind: listing.listing.kind, priority: other.referral.request.need.priority });
    }
  }

  private wouldSuit({ candidate, outlookOf }: Choice, other: Entry): boolean {
    const { service } = candidate;
    if (other.referral.state === 'requested') return false;
    const found = match(
      other.profile,
      new FreedServices(this.parts.directory(), [service]),
      outlookOf(other),
    );
    return found.suitable.some(({ slot }) => slot?.key === candidate.slot?.key);
  }

  private fail(invariant: Invariant, figures: Readonly<Record<string, number | string>>): never {
    throw new InvariantBroken(invariant, this.parts.agenda.now, figures);
  }
}

/** Whoever has left a house behind sees its other places only when the one that suits best there changes: counted, not broken. */
function hasLeftBehind({ referral }: Entry, serviceId: string): boolean {
  return referral.passed.some((passed) => passed.serviceId === serviceId);
}
