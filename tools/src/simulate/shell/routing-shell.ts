import type { IntakeData, NeedKind, ServiceListing } from '@havre/events';
import {
  DirectoryIndex,
  dueNow,
  dueOf,
  hasEnded,
  isInLine,
  isShutBy,
  keepsOffer,
  requestsOf,
  type Answer,
  type Effect,
  type Emission,
  type Limits,
  type ReferralInput,
  type Request,
  type Slot,
} from '@havre/referral/domain';
import type { Agenda } from '../agenda.js';
import { CITY_ZONE } from '../calendar.js';
import type { Mutant } from '../mutant.js';
import { AskedPlaces } from './asked-places.js';
import { DueTimes } from './due-times.js';
import type { Entry } from './entry.js';
import type { LedgerNews } from './ledger-news.js';
import { Line } from './line.js';
import { offerToLine } from './offer-to-line.js';
import type { RoutingWatch } from './routing-watch.js';
import { Settling, turnAt } from './settling.js';
import type { SpokenCodes } from './spoken-codes.js';

/** What a partner says of one referral. */
export type AnswerInput = Extract<ReferralInput, { readonly answer: Answer }>;

export interface RoutingParts {
  readonly agenda: Agenda;
  readonly limits: Limits;
  readonly codes: SpokenCodes;
  readonly watch: RoutingWatch;
  readonly mutant: Mutant | null;
  /** Appends to the log what a batch decided. */
  readonly publish: (emission: Emission) => void;
}

/** The referrals' service in memory: the domain decides, maps store what PostgreSQL would. */
export class RoutingShell {
  readonly entries = new Map<string, Entry>();
  readonly directory = new DirectoryIndex(CITY_ZONE);
  readonly lines = new Map<NeedKind, Line>();
  private readonly byHold = new Map<string, Entry>();
  private readonly byService = new Map<string, Set<Entry>>();
  private readonly asked = new AskedPlaces();
  private readonly due: DueTimes;
  private versions = 0;

  constructor(private readonly parts: RoutingParts) {
    this.due = new DueTimes(parts.agenda, (entries) => {
      this.sweep(entries);
    });
  }

  list(serviceId: string, provider: string, listing: ServiceListing): void {
    this.directory.putEntry({ key: ++this.versions, serviceId, provider, listing });
  }

  /** Opens one referral for each need. The same intake again changes nothing. */
  receive(intakeId: string, publisher: string, data: IntakeData): void {
    this.settle((batch) => {
      requestsOf(data).forEach((request, needIndex) => {
        this.openOne(batch, { intakeId, publisher, request, needIndex });
      });
    });
  }

  /** Replaces what an intake asks for: its referrals keep their turn, needs that are gone are withdrawn. */
  correct(intakeId: string, answer: Answer, data: IntakeData): void {
    this.settle((batch) => {
      const { publisher } = answer;
      const requests = requestsOf(data);
      requests.forEach((request, needIndex) => {
        const entry = this.entries.get(referralIdOf(intakeId, needIndex));
        if (entry === undefined) this.openOne(batch, { intakeId, publisher, request, needIndex });
        else if (!hasEnded(entry.referral)) {
          const { hold } = entry.referral;
          const service = hold === null ? undefined : this.directory.service(hold.serviceId);
          const keeps = keepsOffer(entry.referral, request, service);
          batch.apply(entry, { on: 'corrected', answer, request, keepsOffer: keeps });
        }
      });
      for (let index = requests.length; index < MAX_NEEDS; index += 1) {
        const entry = this.entries.get(referralIdOf(intakeId, index));
        if (entry !== undefined && !hasEnded(entry.referral)) batch.apply(entry, { on: 'withdrawn', answer });
      }
    });
  }

  /** Withdraws every referral of an intake that has not ended. */
  withdraw(intakeId: string, answer: Answer): void {
    this.settle((batch) => {
      for (let index = 0; index < MAX_NEEDS; index += 1) {
        const entry = this.entries.get(referralIdOf(intakeId, index));
        if (entry !== undefined && !hasEnded(entry.referral)) batch.apply(entry, { on: 'withdrawn', answer });
      }
    });
  }

  /** Applies what a partner says of a referral. */
  answer(referralId: string, input: AnswerInput): void {
    const entry = this.entries.get(referralId);
    if (entry === undefined) this.parts.watch.refused('unknown-subject');
    else {
      this.settle((batch) => {
        batch.apply(entry, input);
      });
    }
  }

  /** An operator gives up on a record that nobody could apply. */
  discard(referralId: string): void {
    const entry = this.entries.get(referralId);
    if (entry === undefined) return;
    this.settle((batch) => {
      batch.apply(entry, { on: 'discarded' });
    });
  }

  /** Follows the ledger: counts first, then what it says of holds, then the line for what has freed up. */
  follow({ serviceId, outcomes, slots }: LedgerNews): void {
    const known = this.directory.slotsOf(serviceId);
    const isGivenBack = outcomes.some(({ input: { on } }) => on === 'hold-released' || on === 'hold-expired');
    const isFreed = slots.some((slot) => {
      const before = known.find(({ key }) => key === slot.key);
      return hasFreed(before, slot, isGivenBack);
    });
    if (slots.length > 0) {
      const others = known.filter(({ key }) => !slots.some((slot) => slot.key === key));
      this.directory.putSlots(serviceId, [...others, ...slots]);
    }
    this.settle((batch) => {
      for (const { holdId, input } of outcomes) {
        this.asked.settle(holdId);
        const entry = this.byHold.get(holdId);
        if (entry?.referral.hold?.id === holdId) batch.apply(entry, input);
        else if (input.on === 'hold-placed') batch.effects.push(strayRelease(serviceId, holdId));
      }
      batch.findPlaces();
      if (isFreed) this.offer(batch, serviceId);
    });
  }

  /** A provider shuts its doors, now or later; those on their way are sent on when it begins. */
  close(serviceId: string, closure: { readonly from: number; readonly until?: number }): void {
    const service = this.directory.service(serviceId);
    if (service === undefined) return;
    this.directory.putEntry({ ...service.entry, key: ++this.versions, closure });
    this.sendOn(serviceId);
    const { agenda } = this.parts;
    if (closure.from > agenda.now) agenda.at(closure.from, () => this.sendOn(serviceId));
  }

  /** True of the hold that some referral has now. */
  isWanted(holdId: string): boolean {
    return this.byHold.has(holdId);
  }

  /** Forgets places of days that are over. */
  forgetDays(oldestDate: string): void {
    for (const { entry, slots } of [...this.directory.all()]) {
      const kept = slots.filter(({ date }) => date === undefined || date >= oldestDate);
      if (kept.length < slots.length) this.directory.putSlots(entry.serviceId, kept);
    }
  }

  private openOne(
    batch: Settling,
    need: {
      readonly intakeId: string;
      readonly publisher: string;
      readonly request: Request;
      readonly needIndex: number;
    },
  ): void {
    const id = referralIdOf(need.intakeId, need.needIndex);
    if (this.entries.has(id)) return;
    const code = this.parts.codes.give(need.request.language);
    this.entries.set(id, batch.open({ ...need, id, code }));
  }

  private sendOn(serviceId: string): void {
    this.settle((batch) => {
      const closure = this.directory.service(serviceId)?.entry.closure;
      for (const entry of [...(this.byService.get(serviceId) ?? [])]) {
        const { hold } = entry.referral;
        if (hold === null || closure === undefined) continue;
        if (isShutBy(closure, hold, this.parts.agenda.now)) batch.apply(entry, { on: 'service-closed' });
      }
      batch.findPlaces();
      this.offer(batch, serviceId);
    });
  }

  private offer(batch: Settling, serviceId: string): void {
    const service = this.directory.service(serviceId);
    const line = service === undefined ? undefined : this.lines.get(service.kind);
    if (service === undefined || line === undefined || line.length === 0) return;
    offerToLine(batch, this.directory, service, line);
  }

  private sweep(due: readonly Entry[]): void {
    const { agenda, limits } = this.parts;
    this.settle((batch) => {
      for (const entry of due) {
        const what = dueNow(entry.referral, agenda.now, limits);
        if (what === 'forget') this.forget(entry);
        else if (what === 'look') batch.look(entry);
        else if (what === null) this.schedule(entry);
        else batch.apply(entry, { on: what });
      }
    });
  }

  private settle(decide: (batch: Settling) => void): void {
    const { agenda, limits, watch, mutant } = this.parts;
    const batch = new Settling({
      now: agenda.now,
      limits,
      directory: this.directory,
      asked: this.asked,
      watch,
      mutant,
      lineOf: (entry) => this.lineOf(entry),
    });
    decide(batch);
    batch.findPlaces();
    for (const entry of batch.touched) this.save(entry);
    for (const effect of batch.effects) this.carryOut(effect);
  }

  private carryOut(effect: Effect): void {
    if (effect.effect === 'flag') {
      this.parts.watch.flagged(effect.flag);
      return;
    }
    this.parts.watch.emitted(effect);
    this.parts.publish(effect);
  }

  private save(entry: Entry): void {
    const { hold } = entry.referral;
    this.index(entry, hold?.id ?? null, hold?.serviceId ?? null);
    this.queue(entry);
    this.schedule(entry);
  }

  private index(entry: Entry, holdId: string | null, serviceId: string | null): void {
    if (entry.holdId !== holdId) {
      if (entry.holdId !== null) this.byHold.delete(entry.holdId);
      if (holdId !== null) this.byHold.set(holdId, entry);
      entry.holdId = holdId;
    }
    if (entry.serviceId === serviceId) return;
    if (entry.serviceId !== null) this.byService.get(entry.serviceId)?.delete(entry);
    if (serviceId !== null) {
      const holding = this.byService.get(serviceId) ?? new Set<Entry>();
      this.byService.set(serviceId, holding.add(entry));
    }
    entry.serviceId = serviceId;
  }

  private queue(entry: Entry): void {
    const turn = this.turnOf(entry);
    if (entry.turn === turn) return;
    const line = this.lineOf(entry);
    if (entry.turn !== null) line.remove(entry, entry.turn);
    if (turn !== null) line.add(entry, turn);
    entry.turn = turn;
  }

  private turnOf(entry: Entry): number | null {
    const { referral } = entry;
    if (!isInLine(referral)) return null;
    if (this.parts.mutant === 'line-by-insertion') return entry.turn ?? this.parts.agenda.now;
    return turnAt(referral, this.parts.limits);
  }

  private schedule(entry: Entry): void {
    this.due.set(entry, dueOf(entry.referral, this.parts.limits).at);
  }

  private lineOf({ referral }: Entry): Line {
    const { kind } = referral.request.need;
    const line = this.lines.get(kind) ?? new Line();
    this.lines.set(kind, line);
    return line;
  }

  private forget(entry: Entry): void {
    const { referral } = entry;
    this.index(entry, null, null);
    this.entries.delete(referral.id);
    this.parts.codes.takeBack(referral.code);
    this.parts.watch.forgotten(referral);
  }
}

const MAX_NEEDS = 12;

/** The referral of one need of an intake. */
export function referralIdOf(intakeId: string, needIndex: number): string {
  return `${intakeId}/${needIndex}`;
}

function hasFreed(before: Slot | undefined, after: Slot, isGivenBack: boolean): boolean {
  if (after.available <= 0 || after.freshness === 'expired') return false;
  const isNew = before === undefined || before.freshness === 'expired';
  if (isGivenBack || isNew) return true;
  return after.reportedAt > before.reportedAt || after.available > before.available;
}

function strayRelease(serviceId: string, holdId: string): Effect {
  return { effect: 'emit', type: 'havre.hold.release-requested.v1', subject: serviceId, data: { holdId } };
}
