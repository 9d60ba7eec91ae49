import { emit, type Effect } from './effects.js';
import type { Limits } from './limits.js';
import type { PassedReason } from './passed-service.js';
import type { ReferralInput } from './referral-input.js';
import type { Answer, Hold, Referral, ReferralState, WaitingReason } from './referral.js';

/** Why a person is asked. */
export type AttentionReason = Extract<
  WaitingReason,
  'loop-cap' | 'all-stale' | 'safety' | 'returned-inside' | 'discarded' | 'none-elsewhere'
>;

/** A decision being made: the referral as it will be, and what that leads to. */
export class Draft {
  readonly effects: Effect[] = [];
  isSeeking = false;

  constructor(
    public referral: Referral,
    readonly input: ReferralInput | null,
    /** The state that the referral will be in. */
    public to: ReferralState,
    readonly now: number,
    readonly limits: Limits,
  ) {}

  get hold(): Hold | null {
    return this.referral.hold;
  }

  change(changes: Partial<Referral>): void {
    this.referral = { ...this.referral, ...changes };
  }

  changeHold(changes: Partial<Hold>): void {
    const { hold } = this.referral;
    if (hold !== null) this.change({ hold: { ...hold, ...changes } });
  }

  enter(state: ReferralState): void {
    if (state === this.referral.state) return;
    const waits = state === 'waitlisted' || state === 'needs-attention';
    this.change({
      state,
      since: this.now,
      ...(waits ? {} : { reason: null, lookAt: null, looks: 0 }),
    });
  }

  /** Leaves the service of the hold, or of another, behind; a later reason for a service replaces the earlier. */
  pass(why: PassedReason, hold = this.hold): void {
    if (hold === null) return;
    const { serviceId, provider } = hold;
    const others = this.referral.passed.filter((passed) => passed.serviceId !== serviceId);
    const at = this.input !== null && 'at' in this.input ? this.input.at : this.now;
    this.change({ passed: [...others, { serviceId, provider, why, at }] });
  }

  /** Puts the referral in front of a person; said once for each reason. */
  askPerson(reason: AttentionReason, toRing: readonly string[] = []): void {
    const isKnown = this.referral.state === 'needs-attention' && this.referral.reason === reason;
    this.change(reason === 'all-stale' ? { reason } : { reason, lookAt: null });
    if (isKnown) return;
    const { intakeId, publisher } = this.referral;
    this.effects.push(
      emit('havre.referral.attention-needed.v1', this.referral.id, {
        intakeId,
        publisher,
        reason,
        ...(toRing.length === 0 ? {} : { toRing }),
      }),
    );
  }

  /** Tells the publisher of an answer that the ledger did not allow it. */
  tell(answer: Answer | undefined, reason: 'too-late' | 'no-place'): void {
    if (answer === undefined) return;
    const { type, publisher } = answer;
    this.effects.push(emit('havre.event.not-applied.v1', answer.receipt, { type, publisher, reason }));
  }
}
