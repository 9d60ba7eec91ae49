import type { Adjustment } from '../domain/movement.js';
import { MINUTE, NOW } from './given.js';
import { PlacesSaid } from './places-said.js';

/** What a test asks of the ledger. Holds go by small numbers, so that the same one is asked for again and again. */
export type Ask =
  | { readonly ask: 'report'; readonly total: number; readonly occupied: number; readonly agoMinutes: number }
  | { readonly ask: 'still-current'; readonly agoMinutes: number }
  | { readonly ask: 'hold'; readonly hold: number; readonly quantity: number; readonly publisher: string }
  | { readonly ask: 'confirm'; readonly hold: number; readonly minutes: number }
  | { readonly ask: 'occupy'; readonly hold: number; readonly agoMinutes: number }
  | {
      readonly ask: 'release';
      readonly hold: number;
      readonly agoMinutes: number;
      readonly noPlace: boolean;
    }
  | { readonly ask: 'walk-in'; readonly quantity: number; readonly agoMinutes: number }
  | {
      readonly ask: 'vacate';
      readonly quantity: number;
      readonly agoMinutes: number;
      /** From when the places can be given on, in minutes from now; 0: at once. */
      readonly readyMinutes: number;
    }
  | {
      readonly ask: 'adjust';
      readonly change: Adjustment;
      readonly reason: 'repair' | 'turnaround';
      readonly quantity: number;
      readonly agoMinutes: number;
      /** Until when, in minutes from now; 0: not said. */
      readonly untilMinutes: number;
    };

interface ModelHold {
  state: 'placed' | 'confirmed' | 'occupied' | 'released' | 'expired' | 'refused';
  readonly quantity: number;
  readonly publisher: string;
  readonly answer: string;
  expiresAt: number;
  journeyFrom: number | null;
  occupiedAt: number | null;
  leftAt: number | null;
}

const SHARE = 0.5;
const EXPIRED_MINUTES = 480;
const JOURNEY_LIMIT_MINUTES = 120;
export const OFFER_MINUTES = 15;

/**
 * One kind of place of one service, said as simply as the rules of the night say it: a list of holds and a few numbers,
 * nothing kept that can be counted.
 */
export class LedgerModel {
  now = NOW;
  occupied = 0;
  drift: number | null = null;
  private counted = 0;
  private withheld = 0;
  private saidAt: number | null = null;
  private countedAt = 0;
  private reportedAt = 0;
  private holds = new Map<number, ModelHold>();
  private said = new PlacesSaid();

  get total(): number {
    return Math.max(0, this.counted + this.said.adjustedAfter(this.countedAt) - this.withheld);
  }

  get outOfService(): number {
    return this.said.pending('out-of-service');
  }

  get surge(): number {
    return this.said.pending('surge-opened');
  }

  get held(): number {
    return this.sum((hold) => this.isLive(hold));
  }

  get deficit(): number {
    return Math.max(0, this.occupied + this.held - this.total);
  }

  /** A model that goes on by itself from here. */
  copy(): LedgerModel {
    const copy = new LedgerModel();
    copy.become(this);
    return copy;
  }

  become(other: LedgerModel): void {
    const { said, holds, ...numbers } = other;
    Object.assign(this, numbers);
    this.holds = new Map([...holds].map(([number, hold]) => [number, { ...hold }]));
    this.said = said.copy();
  }

  /** Does what is asked of it together and says what is answered, `expired …` in any order. */
  tellAll(asks: readonly Ask[]): readonly string[] {
    if (asks.some((ask) => this.concerns(ask))) this.endAdjustments();
    return asks.flatMap((ask) => this.tell(ask));
  }

  /** Whether the places are looked at for an ask: not for a hold that nobody knows, unless others have lapsed. */
  private concerns(ask: Ask): boolean {
    if (ask.ask === 'occupy' && [...this.holds.values()].some((hold) => this.isDue(hold))) return true;
    return ask.ask === 'confirm' || ask.ask === 'occupy' || ask.ask === 'release'
      ? this.holds.has(ask.hold)
      : true;
  }

  private tell(ask: Ask): readonly string[] {
    switch (ask.ask) {
      case 'report':
        return this.report(ask.total, ask.occupied, this.now - ask.agoMinutes * MINUTE);
      case 'still-current':
        return this.confirmCounts(this.now - ask.agoMinutes * MINUTE);
      case 'hold':
        return this.hold(ask.hold, ask.quantity, ask.publisher);
      case 'confirm':
        return this.confirm(ask.hold, ask.minutes);
      case 'occupy':
        return this.occupy(ask.hold, this.now - ask.agoMinutes * MINUTE);
      case 'release':
        return this.release(ask.hold, this.now - ask.agoMinutes * MINUTE, ask.noPlace);
      default:
        return this.hear(ask);
    }
  }

  private hear(ask: Ask & { readonly ask: 'walk-in' | 'vacate' | 'adjust' }): readonly string[] {
    const at = this.now - ask.agoMinutes * MINUTE;
    switch (ask.ask) {
      case 'walk-in':
        return this.walkIn(ask.quantity, at);
      case 'vacate':
        return this.vacate(ask.quantity, at, this.inMinutes(ask.readyMinutes));
      case 'adjust':
        return this.adjust(ask, at, this.inMinutes(ask.untilMinutes));
    }
  }

  private inMinutes(minutes: number): number | null {
    return minutes === 0 ? null : this.now + minutes * MINUTE;
  }

  /** The worker comes by. */
  sweep(): readonly string[] {
    this.endAdjustments();
    return this.expire(() => true);
  }

  private report(total: number, occupied: number, saidAt: number): readonly string[] {
    if (this.saidAt !== null && saidAt < this.saidAt) return ['event.not-applied older-than-current'];
    const came = this.sum(({ occupiedAt }) => occupiedAt !== null && occupiedAt >= saidAt);
    const left = this.sum(
      ({ occupiedAt, leftAt }) => occupiedAt !== null && leftAt !== null && leftAt > saidAt,
    );
    const moved = came - left + this.said.movedAfter(saidAt);
    this.drift = this.saidAt === null ? null : occupied - (this.occupied - moved);
    const had = this.counted + this.said.adjustedAfter(this.countedAt) - this.said.adjustedAfter(saidAt);
    if (had !== total) this.said.replaceBefore(saidAt);
    this.counted = total;
    this.withheld = 0;
    this.occupied = Math.max(0, occupied + moved);
    this.reportedAt = this.saidAt === null ? saidAt : Math.max(this.reportedAt, saidAt);
    this.saidAt = saidAt;
    this.countedAt = saidAt;
    return [];
  }

  private confirmCounts(saidAt: number): readonly string[] {
    if (this.saidAt === null) return ['event.not-applied not-in-this-state'];
    if (saidAt < this.reportedAt) return ['event.not-applied older-than-current'];
    this.reportedAt = saidAt;
    return [];
  }

  private hold(number: number, quantity: number, publisher: string): readonly string[] {
    const known = this.holds.get(number);
    if (known?.state === 'released' || known?.state === 'expired') return [`released ${number}`];
    if (known !== undefined) return [known.answer];
    const { expired, reason } = this.judge(quantity, publisher);
    const expiresAt = this.now + OFFER_MINUTES * MINUTE;
    const answer = reason === null ? `placed ${number}${until(expiresAt)}` : `refused ${number} ${reason}`;
    this.holds.set(number, {
      state: reason === null ? 'placed' : 'refused',
      quantity,
      publisher,
      answer,
      expiresAt,
      journeyFrom: null,
      occupiedAt: null,
      leftAt: null,
    });
    return [...expired, answer];
  }

  private judge(quantity: number, publisher: string): { expired: readonly string[]; reason: string | null } {
    const refuse = (reason: string) => ({ expired: [], reason });
    if (this.saidAt === null) return refuse('unknown-unit');
    if (this.now - this.reportedAt >= EXPIRED_MINUTES * MINUTE) return refuse('report-expired');
    if (this.obstacle(quantity, publisher, () => false) === null) return { expired: [], reason: null };
    const obstacle = this.obstacle(quantity, publisher, (hold) => this.isDue(hold));
    return obstacle === null ? { expired: this.expire(() => true), reason: null } : refuse(obstacle);
  }

  private obstacle(
    quantity: number,
    publisher: string,
    ignores: (hold: ModelHold) => boolean,
  ): string | null {
    const counts = (hold: ModelHold): boolean => this.isLive(hold) && !ignores(hold);
    if (this.total - this.occupied - this.sum(counts) < quantity) return 'full';
    const mine = this.sum((hold) => counts(hold) && hold.publisher === publisher);
    const most = Math.max(1, Math.floor(this.total * SHARE));
    return mine > 0 && mine + quantity > most ? 'share-cap' : null;
  }

  private confirm(number: number, minutes: number): readonly string[] {
    const hold = this.holds.get(number);
    if (hold === undefined) return [`refused ${number} gone`];
    if (this.isDue(hold)) return this.expire((each) => each === hold);
    if (hold.state === 'occupied') return [`occupied ${number}`];
    if (!this.isLive(hold)) return [`refused ${number} gone`];
    hold.journeyFrom ??= this.now;
    const latest = hold.journeyFrom + JOURNEY_LIMIT_MINUTES * MINUTE;
    const asked = Math.min(this.now + minutes * MINUTE, latest);
    hold.expiresAt = hold.state === 'confirmed' ? Math.max(hold.expiresAt, asked) : asked;
    hold.state = 'confirmed';
    return [`confirmed ${number}${until(hold.expiresAt)}`];
  }

  private occupy(number: number, at: number): readonly string[] {
    const hold = this.holds.get(number);
    if (hold === undefined || hold.state === 'refused') return [`refused ${number} gone`];
    if (hold.state === 'occupied') return [`occupied ${number}`];
    const isCounted = at < this.countedAt;
    const expired = this.isLive(hold) || isCounted ? [] : this.makeRoom(hold.quantity);
    if (expired === null) return [`refused ${number} gone`];
    if (!isCounted) this.occupied += hold.quantity;
    Object.assign(hold, { state: 'occupied', occupiedAt: at, leftAt: null });
    return [...expired, `occupied ${number}`];
  }

  /** Lapsed holds give way, but only when that is enough; null: there is no room. */
  private makeRoom(quantity: number): readonly string[] | null {
    if (this.free() >= quantity) return [];
    return this.free() + this.sum((each) => this.isDue(each)) < quantity ? null : this.expire(() => true);
  }

  private walkIn(quantity: number, at: number): readonly string[] {
    if (at < this.countedAt) return [];
    const expired = this.makeRoom(quantity);
    if (expired === null) return ['event.not-applied no-place'];
    this.occupied += quantity;
    this.said.add({ kind: 'walked-in', quantity, at, until: null, reason: null });
    return expired;
  }

  private vacate(quantity: number, at: number, readyAt: number | null): readonly string[] {
    if (at <= this.countedAt) return readyAt === null ? [] : ['event.not-applied older-than-current'];
    if (this.occupied < quantity) return ['event.not-applied not-in-this-state'];
    this.occupied -= quantity;
    this.said.add({ kind: 'vacated', quantity, at, until: null, reason: null });
    const out = Math.min(quantity, this.total + this.withheld);
    const turnaround = {
      kind: 'out-of-service',
      quantity: out,
      at,
      until: readyAt,
      reason: 'turnaround',
    } as const;
    if (readyAt !== null) this.lower(turnaround);
    return [];
  }

  private adjust(
    { change: kind, quantity, reason }: Ask & { readonly ask: 'adjust' },
    at: number,
    until: number | null,
  ): readonly string[] {
    const isLower = kind === 'out-of-service' || kind === 'surge-closed';
    const lasts = kind === 'out-of-service' || kind === 'surge-opened';
    if (isLower ? at < this.countedAt : at <= this.countedAt) return ['event.not-applied older-than-current'];
    if (isLower && quantity > this.total + this.withheld) return ['event.not-applied not-in-this-state'];
    const said = { kind, quantity, at, until: lasts ? until : null, reason };
    if (isLower) this.lower(said);
    else this.said.add(said);
    return [];
  }

  private lower(said: Parameters<PlacesSaid['add']>[0]): void {
    this.said.add(said);
    this.hideNoMoreThanFree();
  }

  private endAdjustments(): void {
    for (const places of this.said.end(this.now)) if (places === 'fewer') this.hideNoMoreThanFree();
  }

  /** No more places are hidden than are free. */
  private hideNoMoreThanFree(): void {
    const inService = this.counted + this.said.adjustedAfter(this.countedAt);
    this.withheld = Math.min(this.withheld, Math.max(0, inService - this.occupied - this.held));
  }

  private release(number: number, at: number, noPlace: boolean): readonly string[] {
    const hold = this.holds.get(number);
    if (hold === undefined) return [];
    const isGivenBack = this.isLive(hold) || hold.state === 'occupied' || hold.state === 'released';
    if (hold.state === 'occupied') this.leave(hold, Math.max(at, hold.occupiedAt ?? at));
    if (isGivenBack) hold.state = 'released';
    if (noPlace) this.withheld += Math.max(0, this.free());
    return isGivenBack ? [`released ${number}`] : [];
  }

  private leave(hold: ModelHold, at: number): void {
    hold.leftAt = at;
    if (at > this.countedAt) this.occupied = Math.max(0, this.occupied - hold.quantity);
  }

  private expire(which: (hold: ModelHold) => boolean): readonly string[] {
    const due = [...this.holds].filter(([, hold]) => this.isDue(hold) && which(hold));
    for (const [, hold] of due) hold.state = 'expired';
    return due.map(([number]) => `expired ${number}`);
  }

  private free(): number {
    return this.total - this.occupied - this.held;
  }

  private isLive({ state }: ModelHold): boolean {
    return state === 'placed' || state === 'confirmed';
  }

  private isDue(hold: ModelHold): boolean {
    return this.isLive(hold) && hold.expiresAt <= this.now;
  }

  private sum(counts: (hold: ModelHold) => boolean): number {
    return [...this.holds.values()].filter(counts).reduce((total, { quantity }) => total + quantity, 0);
  }
}

function until(instant: number): string {
  return ` until ${(instant - NOW) / MINUTE}`;
}
