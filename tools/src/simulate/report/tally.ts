import type { NeedKind } from '@havre/events';
import { hasEnded, type Emission, type Referral, type ServiceFlag } from '@havre/referral/domain';
import type { Hold, LedgerCommand, LedgerEffect, LedgerRow } from '@havre/capacity/domain';
import type { Agenda } from '../agenda.js';
import { HOUR_MS } from '../calendar.js';
import type { LedgerWatch } from '../shell/ledger-shell.js';
import type { Choice, RoutingWatch } from '../shell/routing-watch.js';
import type { ServiceRecord } from '../shell/service-record.js';
import { Counts } from './counts.js';
import { Durations } from './durations.js';
import { roomUse } from './room-sizes.js';

/** What is remembered of one referral while it lives. */
interface Story {
  readonly kind: NeedKind;
  readonly size: number;
  readonly openedAt: number;
  waitsSince: number | null;
  isAccepted: boolean;
  hasArrived: boolean;
}

/** Figures of one kind of need. */
export class KindFigures {
  needs = 0;
  accepted = 0;
  arrived = 0;
  readonly untilAccepted = new Durations();
  readonly untilArrived = new Durations();
  readonly ends = new Counts();
}

/** A long wait by the size of the household: large ones need a place of their own. */
const SIZES: readonly (readonly [upTo: number, name: string])[] = [
  [1, '1'],
  [3, '2-3'],
  [5, '4-5'],
  [Number.POSITIVE_INFINITY, '6+'],
];

/** Counts what happens, as it happens; nothing of a household is kept longer than its referral. */
export class Tally implements LedgerWatch, RoutingWatch {
  readonly kinds = new Map<NeedKind, KindFigures>();
  readonly waits = new Durations();
  readonly waitsBySize = new Map<string, Durations>();
  readonly stillWaiting = new Durations();
  readonly offers = new Counts();
  readonly declines = new Counts();
  readonly refusals = new Counts();
  readonly returns = new Counts();
  readonly unplaced = new Counts();
  readonly withoutEffect = new Counts();
  readonly humanQueue = new Counts();
  readonly flags = new Counts();
  readonly life = new Counts();
  /** Somebody found a place for which another, in line before them, was not asked: by how much the other was earlier. */
  readonly overtakings = new Durations();
  readonly deficits = { times: 0, largest: 0 };
  waitedOver = { hour: 0, sixHours: 0, day: 0 };
  private readonly stories = new Map<string, Story>();

  constructor(private readonly agenda: Agenda) {}

  kind(kind: NeedKind): KindFigures {
    const known = this.kinds.get(kind) ?? new KindFigures();
    this.kinds.set(kind, known);
    return known;
  }

  decided(before: Referral | null, after: Referral, input: string): void {
    if (before === null) {
      this.begin(after);
      return;
    }
    this.life.add(`input:${input}`);
    if (isTransfer(before, input)) this.life.add('transfer');
    else if (input === 'reopened') this.life.add('reopened');
    const story = this.stories.get(after.id);
    if (story === undefined) return;
    if (after.state === 'waitlisted') story.waitsSince ??= this.agenda.now;
    if (hasEnded(after) && !hasEnded(before)) this.end(story, after.state);
  }

  emitted(emission: Emission): void {
    switch (emission.type) {
      case 'havre.referral.offered.v1':
        this.offers.add('made');
        return;
      case 'havre.referral.place-confirmed.v1':
        this.accept(emission.subject);
        return;
      case 'havre.referral.unplaced.v1':
        this.unplaced.add(emission.data.reason);
        return;
      case 'havre.referral.waitlisted.v1':
        this.life.add(`waitlisted:${emission.data.reason}`);
        return;
      case 'havre.referral.attention-needed.v1':
        this.humanQueue.add(emission.data.reason);
        return;
      case 'havre.referral.closed.v1':
        this.life.add(`closed:${emission.data.outcome}`);
        return;
      default:
    }
  }

  private begin({ id, request }: Referral): void {
    const { kind } = request.need;
    this.kind(kind).needs += 1;
    this.stories.set(id, {
      kind,
      size: request.household.members.length,
      openedAt: this.agenda.now,
      waitsSince: null,
      isAccepted: false,
      hasArrived: false,
    });
  }

  /** The ledger counted a household in. */
  private arrive(referralId: string): void {
    const story = this.stories.get(referralId);
    if (story === undefined || story.hasArrived) return;
    story.hasArrived = true;
    const figures = this.kind(story.kind);
    figures.arrived += 1;
    figures.untilArrived.add(this.agenda.now - story.openedAt);
    this.stopWaiting(story);
  }

  refused(reason: string): void {
    this.withoutEffect.add(reason);
  }

  flagged(flag: ServiceFlag): void {
    this.flags.add(flag);
  }

  chosen(choice: Choice): void {
    const { entry, candidate, suitable } = choice;
    const { request } = entry.referral;
    this.life.add(`room:${roomUse(choice)}`);
    this.life.add('asked');
    if (candidate.service.languages.has(entry.profile.language)) this.life.add('asked:language');
    if (request.area === undefined) return;
    this.life.add('asked:with-area');
    if (candidate.distance === 0) this.life.add('asked:same-area');
    if (suitable.some(({ distance }) => distance < candidate.distance))
      this.life.add('asked:farther-than-needed');
  }

  explained(): void {
    this.life.add('matches');
  }

  forgotten(referral: Referral): void {
    this.stories.delete(referral.id);
  }

  recorded(_record: ServiceRecord, _command: LedgerCommand, effects: readonly LedgerEffect[]): void {
    this.life.add('ledger-steps');
    for (const effect of effects) {
      if (effect.kind === 'hold-refused') this.refusals.add(effect.reason);
      if (effect.kind === 'hold-expired') this.offers.add(`expired:${effect.phase}`);
      if (effect.kind === 'not-applied') this.withoutEffect.add(effect.reason);
    }
  }

  rowSaved(_record: ServiceRecord, before: LedgerRow | undefined, after: LedgerRow): void {
    if (after.deficit === 0 || before?.deficit === after.deficit) return;
    if ((before?.deficit ?? 0) < after.deficit) this.deficits.times += 1;
    this.deficits.largest = Math.max(this.deficits.largest, after.deficit);
  }

  holdSaved(_record: ServiceRecord, before: Hold | undefined, after: Hold): void {
    if (after.state !== 'occupied' || before?.state === 'occupied') return;
    this.arrive(after.holdId.slice(0, after.holdId.lastIndexOf('#')));
  }

  /** At the end: those who wait still are counted with what they have waited so far. */
  finish(living: Iterable<Referral>): void {
    const { now } = this.agenda;
    for (const { id, state, reason } of living) {
      const story = this.stories.get(id);
      if (story === undefined) continue;
      const figures = this.kind(story.kind);
      if (!ENDED.has(state)) figures.ends.add(`now:${state}`);
      if (state === 'needs-attention') this.life.add(`now:${reason ?? 'unknown'}`);
      if (state !== 'waitlisted' || story.waitsSince === null) continue;
      this.stillWaiting.add(now - story.waitsSince);
      this.countWait(story, now - story.waitsSince);
    }
  }

  private accept(referralId: string): void {
    const story = this.stories.get(referralId);
    if (story === undefined || story.isAccepted) return;
    story.isAccepted = true;
    const figures = this.kind(story.kind);
    figures.accepted += 1;
    figures.untilAccepted.add(this.agenda.now - story.openedAt);
    this.stopWaiting(story);
  }

  private end(story: Story, state: string): void {
    this.kind(story.kind).ends.add(state);
    this.stopWaiting(story);
  }

  private stopWaiting(story: Story): void {
    if (story.waitsSince === null) return;
    const waited = this.agenda.now - story.waitsSince;
    story.waitsSince = null;
    this.countWait(story, waited);
  }

  private countWait({ kind, size }: Story, waited: number): void {
    this.waits.add(waited);
    if (waited > HOUR_MS) this.waitedOver.hour += 1;
    if (waited > 6 * HOUR_MS) this.waitedOver.sixHours += 1;
    if (waited > 24 * HOUR_MS) this.waitedOver.day += 1;
    if (kind !== 'shelter') return;
    const name = SIZES.find(([upTo]) => size <= upTo)?.[1] ?? '6+';
    const known = this.waitsBySize.get(name) ?? new Durations();
    this.waitsBySize.set(name, known);
    known.add(waited);
  }
}

const ENDED: ReadonlySet<string> = new Set(['completed', 'not-arrived', 'withdrawn', 'unplaced']);

/** True when a household that is inside is to be moved to another house. */
function isTransfer({ hold }: Referral, input: string): boolean {
  return input === 'transfer-requested' || (input === 'reopened' && hold?.phase === 'occupied');
}
