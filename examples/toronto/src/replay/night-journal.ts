import type { PlannedIntake } from './planned-intake.js';

/** What the journal reads of an event of a partner's feed. */
export interface SeenEvent {
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where one household of the night stands, as its department's feed tells. */
export type HouseholdState = 'asked' | 'offered' | 'placed' | 'waiting' | 'attention' | 'unplaced' | 'closed';

/** One household of the night: what was planned, and what became of it. */
export interface HouseholdRecord {
  readonly planned: PlannedIntake;
  /** Milliseconds on the clock that all instants of the journal share. */
  readonly publishedAt: number;
  readonly places: number;
  referralId?: string;
  serviceId?: string;
  firstOfferAt?: number;
  state: HouseholdState;
  hasWaited: boolean;
  wasPlaced: boolean;
  offers: number;
}

/** What a shelter answers to an offer. */
export interface Answer {
  readonly referralId: string;
  readonly serviceId: string;
  readonly type: 'havre.referral.accepted.v1' | 'havre.referral.declined.v1';
  readonly data: { readonly reason?: string };
}

const STATE_AFTER: Readonly<Record<string, HouseholdState>> = {
  'havre.referral.opened.v1': 'asked',
  'havre.referral.offered.v1': 'offered',
  'havre.referral.offer-ended.v1': 'asked',
  'havre.referral.place-confirmed.v1': 'placed',
  'havre.referral.waitlisted.v1': 'waiting',
  'havre.referral.attention-needed.v1': 'attention',
  'havre.referral.unplaced.v1': 'unplaced',
  'havre.referral.closed.v1': 'closed',
};

/** States in which nothing more happens until a place frees up or somebody acts. */
const SETTLED: ReadonlySet<HouseholdState> = new Set([
  'placed',
  'waiting',
  'attention',
  'unplaced',
  'closed',
]);
const ENDED: ReadonlySet<HouseholdState> = new Set(['unplaced', 'closed']);

/** Follows the households of one night through the events of the feeds; decides nothing about places. */
export class NightJournal {
  readonly #reply: (answer: Answer) => void;
  readonly #byIntake = new Map<string, HouseholdRecord>();
  readonly #byReferral = new Map<string, HouseholdRecord>();
  /** What came before the door's answer told which intake it is about. */
  readonly #early = new Map<string, (() => void)[]>();

  /** `reply` is called once for every offer, with what the shelter answers. */
  constructor(reply: (answer: Answer) => void) {
    this.#reply = reply;
  }

  get households(): readonly HouseholdRecord[] {
    return [...this.#byIntake.values()];
  }

  /** Whether every household is placed, waits, or has ended. */
  get isSettled(): boolean {
    return this.households.every(({ state }) => SETTLED.has(state));
  }

  /** Whether every household's referral has ended. */
  get hasEnded(): boolean {
    return this.households.every(({ state }) => ENDED.has(state));
  }

  /** The gate acknowledged an intake, sent at `publishedAt`. */
  acknowledge(intakeId: string, planned: PlannedIntake, publishedAt: number): void {
    this.#byIntake.set(intakeId, {
      planned,
      publishedAt,
      places: planned.data.needs[0]?.quantity ?? 1,
      state: 'asked',
      hasWaited: false,
      wasPlaced: false,
      offers: 0,
    });
    const early = this.#early.get(intakeId) ?? [];
    this.#early.delete(intakeId);
    for (const see of early) see();
  }

  /** An event of a department's feed. */
  see(event: SeenEvent): void {
    const state = STATE_AFTER[event.type];
    if (state === undefined) return;
    this.#withHousehold(event, (household) => {
      household.state = state;
      household.hasWaited ||= state === 'waiting';
      household.wasPlaced ||= state === 'placed';
      const { serviceId } = event.data;
      if (typeof serviceId === 'string') household.serviceId = serviceId;
    });
  }

  /** An offer in a shelter's feed, seen at `now`. */
  offer(event: SeenEvent, now: number): void {
    this.#withHousehold(event, (household) => {
      const reason = household.offers === 0 ? household.planned.firstDecline : undefined;
      household.offers += 1;
      household.firstOfferAt ??= now;
      this.#reply({
        referralId: event.subject,
        serviceId: String(event.data['serviceId']),
        ...(reason === undefined
          ? { type: 'havre.referral.accepted.v1', data: {} }
          : { type: 'havre.referral.declined.v1', data: { reason } }),
      });
    });
  }

  #withHousehold(event: SeenEvent, use: (household: HouseholdRecord) => void): void {
    const { intakeId } = event.data;
    const known = this.#byReferral.get(event.subject);
    if (known !== undefined) {
      use(known);
    } else if (typeof intakeId === 'string') {
      this.#withIntake(intakeId, (household) => {
        household.referralId = event.subject;
        this.#byReferral.set(event.subject, household);
        use(household);
      });
    }
  }

  #withIntake(intakeId: string, use: (household: HouseholdRecord) => void): void {
    const household = this.#byIntake.get(intakeId);
    if (household !== undefined) use(household);
    else
      this.#early.set(intakeId, [
        ...(this.#early.get(intakeId) ?? []),
        () => this.#withIntake(intakeId, use),
      ]);
  }
}
