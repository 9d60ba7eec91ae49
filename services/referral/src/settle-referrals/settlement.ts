import type { HavreEvent } from '@havre/events';
import { decide, isInLine, open, type Decision, type Opening } from '../domain/decide.js';
import type { MatchableServices } from '../domain/directory-index.js';
import type { Effect, Emission, ServiceFlag } from '../domain/effects.js';
import type { Limits } from '../domain/limits.js';
import type { ReferralInput } from '../domain/referral-input.js';
import type { Referral } from '../domain/referral.js';
import type { Request } from '../domain/request.js';
import type { Finding, Round } from '../find-places/round.js';
import { turnAt } from '../persistence/referral-row.js';
import type { NewExplanation } from '../persistence/explanation.store.js';
import { notApplied } from './answer-of.js';
import { referralEvent } from './referral-event.js';

type Cause = HavreEvent | undefined;

interface Entry {
  referral: Referral;
  readonly isNew: boolean;
  hasChanged: boolean;
  isSeeking: boolean;
  cause: Cause;
  /** What was asked for before the intake was corrected. */
  requestBefore: Request | null;
}

interface Emitted {
  readonly event: HavreEvent;
  /** The new referral that it speaks for; dropped with it when that turns out to exist already. */
  readonly owner: string | null;
}

/** Everything that a batch did, to be written in sets. */
export interface Settled {
  readonly opened: readonly Referral[];
  readonly changed: readonly Referral[];
  readonly corrected: readonly { readonly referral: Referral; readonly before: Request }[];
  readonly explanations: readonly NewExplanation[];
  readonly flags: readonly { readonly serviceId: string; readonly flag: ServiceFlag }[];
  /** In the order in which they were decided, but for those of referrals that turned out to exist. */
  events(existing: ReadonlySet<string>): readonly HavreEvent[];
}

/**
 * Decides on the referrals of one batch in memory, in the order of the events, then finds places for all who have none:
 * first those whom a provider sent on, then by their turn. Nothing is read or written here.
 */
export class Settlement {
  private readonly entries = new Map<string, Entry>();
  private readonly emitted: Emitted[] = [];
  private readonly flags: { readonly serviceId: string; readonly flag: ServiceFlag }[] = [];
  private readonly explanations = new Map<string, NewExplanation>();

  constructor(
    readonly round: Round,
    private readonly limits: Limits,
    private readonly newId: () => string,
  ) {}

  /** Referrals that were read, locked. */
  add(referrals: readonly Referral[]): void {
    for (const referral of referrals) {
      if (this.entries.has(referral.id)) continue;
      this.entries.set(referral.id, {
        referral,
        isNew: false,
        hasChanged: false,
        isSeeking: false,
        cause: undefined,
        requestBefore: null,
      });
    }
  }

  get(id: string): Referral | undefined {
    return this.entries.get(id)?.referral;
  }

  /** The referrals that hold places, or have asked for them, by hold. */
  byHold(): ReadonlyMap<string, Referral> {
    const holding = [...this.entries.values()].flatMap(({ referral }) =>
      referral.hold === null ? [] : [[referral.hold.id, referral] as const],
    );
    return new Map(holding);
  }

  open(opening: Opening, cause: HavreEvent): void {
    const { referral, effects } = open(opening, this.round.now, this.limits);
    this.entries.set(referral.id, {
      referral,
      isNew: true,
      hasChanged: true,
      isSeeking: true,
      cause,
      requestBefore: null,
    });
    this.take(effects, cause, referral.id);
  }

  /** Decides what an input does to a referral of this batch, and tells a partner whose answer has no effect. */
  apply(id: string, input: ReferralInput, cause: Cause): Decision['outcome'] {
    const entry = this.entries.get(id);
    if (entry === undefined) return 'ignored';
    const decision = decide(entry.referral, input, this.round.now, this.limits);
    if (decision.outcome === 'refused') this.refuse(entry, decision, input, cause);
    if (decision.outcome !== 'applied') return decision.outcome;
    if (input.on === 'corrected') entry.requestBefore ??= entry.referral.request;
    entry.referral = decision.referral;
    entry.hasChanged = true;
    // Whoever was seeking and has ended since seeks no more.
    entry.isSeeking = decision.isSeeking || (entry.isSeeking && decision.referral.state === 'requested');
    entry.cause = cause;
    this.take(decision.effects, cause, entry.isNew ? id : null);
    return 'applied';
  }

  /** Writes a referral again although nothing has happened to it. */
  touch(id: string): void {
    const entry = this.entries.get(id);
    if (entry !== undefined) entry.hasChanged = true;
  }

  /** Looks for a place again for somebody in the line. */
  look(id: string): void {
    const entry = this.entries.get(id);
    if (entry !== undefined) entry.isSeeking = true;
  }

  emit(emission: Emission, cause: Cause): void {
    this.take([emission], cause, null);
  }

  /** Finds places for all who seek one; whoever finds none waits, or ends. */
  findPlaces(): void {
    const seeking = [...this.entries.values()]
      .filter(({ isSeeking }) => isSeeking)
      .map((entry) => ({ entry, turn: turnAt(entry.referral, this.limits) }))
      .sort((left, right) => left.turn - right.turn);
    for (const { entry } of seeking) {
      entry.isSeeking = false;
      this.place(entry, this.round.find(entry.referral));
    }
  }

  /**
   * Offers what has freed up to referrals of the line, in the order given; whoever it does not suit stays in the line
   * untouched. Returns how many places were given.
   */
  offerTo(ids: readonly string[], services: MatchableServices, places: number): number {
    let given = 0;
    for (const id of ids) {
      if (given >= places) break;
      const entry = this.entries.get(id);
      if (entry === undefined || !isInLine(entry.referral)) continue;
      const finding = this.round.find(entry.referral, services);
      if (finding.input.on !== 'matched') continue;
      given += finding.input.candidate.quantity;
      this.place(entry, finding);
    }
    return given;
  }

  settled(): Settled {
    const all = [...this.entries.values()];
    return {
      opened: all.filter(({ isNew }) => isNew).map(({ referral }) => referral),
      changed: all.filter(({ isNew, hasChanged }) => hasChanged && !isNew).map(({ referral }) => referral),
      corrected: all.flatMap(({ isNew, referral, requestBefore }) =>
        isNew || requestBefore === null ? [] : [{ referral, before: requestBefore }],
      ),
      explanations: [...this.explanations.values()],
      flags: this.flags,
      events: (existing) =>
        this.emitted.filter(({ owner }) => owner === null || !existing.has(owner)).map(({ event }) => event),
    };
  }

  private place(entry: Entry, { input, explanation }: Finding): void {
    const { id, attempts } = entry.referral;
    this.explanations.set(`${id} ${attempts}`, { referralId: id, attempt: attempts, body: explanation });
    this.apply(id, input, entry.cause);
  }

  private refuse(
    entry: Entry,
    { reason, referral }: Extract<Decision, { outcome: 'refused' }>,
    input: ReferralInput,
    cause: Cause,
  ): void {
    if ('answer' in input) this.emit(notApplied(input.answer, reason), cause);
    if (referral === undefined) return;
    entry.referral = referral;
    entry.hasChanged = true;
  }

  private take(effects: readonly Effect[], cause: Cause, owner: string | null): void {
    const context = { now: this.round.now, newId: this.newId, cause };
    for (const effect of effects) {
      if (effect.effect === 'flag') this.flags.push(effect);
      else this.emitted.push({ event: referralEvent(effect, context), owner });
    }
  }
}
