import type { Outlook } from '../domain/candidate.js';
import type { Slot } from '../domain/directory.js';
import type { DirectoryIndex, MatchableServices } from '../domain/directory-index.js';
import { storeExplanation, type StoredExplanation } from '../domain/explanation.js';
import { limitFor, type Limits } from '../domain/limits.js';
import { match, type Match } from '../domain/matching.js';
import { profileOf } from '../domain/profile.js';
import type { MatchInput } from '../domain/referral-input.js';
import type { PassedService } from '../domain/passed-service.js';
import type { Hold, Referral } from '../domain/referral.js';
import { holdIdOf } from './deterministic-ids.js';
import type { DirectoryView } from './directory-cache.js';
import type { PendingHolds } from './pending-holds.js';

const MINUTE_MS = 60_000;

/** What was found for one referral, and why. */
export interface Finding {
  readonly input: MatchInput;
  readonly explanation: StoredExplanation;
}

/**
 * The matches of one batch. They share the places: what one takes, the next no longer sees, so that a batch spreads over
 * the candidates instead of asking them all for the same bed.
 */
export class Round {
  readonly now: number;
  readonly directory: DirectoryIndex;
  private readonly taken = new Map<string, number>();
  private readonly asked: { readonly holdId: string; readonly slotKey: string; readonly quantity: number }[] =
    [];

  constructor(
    view: DirectoryView,
    private readonly pending: PendingHolds,
    private readonly limits: Limits,
  ) {
    this.now = view.now;
    this.directory = view.directory;
  }

  /** Finds the best place for a referral that has none, and keeps it from the others of this round. */
  find(referral: Referral, services: MatchableServices = this.directory): Finding {
    const outlook = this.outlookOf(referral);
    const found = match(profileOf(referral.request, referral.id), services, outlook);
    return { input: this.inputOf(referral, found), explanation: storeExplanation(found, outlook) };
  }

  private inputOf(referral: Referral, { suitable, noPlace, fits, asksFrom, toRing }: Match): MatchInput {
    const [candidate] = suitable;
    if (candidate?.slot == null) {
      return { on: 'no-place', reason: noPlace ?? 'none-exists', fits, asksFrom, toRing };
    }
    const { quantity, slot, service } = candidate;
    const holdId = holdIdOf(referral.id, referral.attempts, service.entry.serviceId);
    this.taken.set(slot.key, this.takenOf(slot) + quantity);
    // Told at once: the batch of another partition may be matching between two statements of this one.
    this.pending.add(holdId, slot.key, quantity, this.now);
    return { on: 'matched', candidate, holdId, fits };
  }

  private outlookOf({ request, passed, inside }: Referral): Outlook {
    const left = passed.map((one): [string, PassedService] => [one.serviceId, one]);
    return {
      now: this.now,
      opensWithinMs: limitFor(this.limits.opensWithinMinutes, request.need.kind) * MINUTE_MS,
      // Whoever is inside is never sent where it is, whatever was forgotten of the services left behind.
      passed: new Map(inside === null ? left : [...left, [inside.serviceId, alreadyAt(inside)]]),
      taken: (slot) => this.takenOf(slot),
      pending: (slot) => this.pending.of(slot.key) - this.takenOf(slot),
    };
  }

  private takenOf({ key }: Slot): number {
    return this.taken.get(key) ?? 0;
  }
}

function alreadyAt({ serviceId, provider }: Hold): PassedService {
  return { serviceId, provider, why: 'inside', at: 0 };
}
