import { MINUTE, NOW } from './given.js';

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
  total = 0;
  occupied = 0;
  private saidAt: number | null = null;
  private countedAt = 0;
  private reportedAt = 0;
  private readonly holds = new Map<number, ModelHold>();

  get held(): number {
    return this.sum((hold) => this.isLive(hold));
  }

  get deficit(): number {
    return Math.max(0, this.occupied + this.held - this.total);
  }

  /** Does what is asked and says what is answered, `expired …` in any order. */
  tell(ask: Ask): readonly string[] {
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
    }
  }

  /** The worker comes by. */
  sweep(): readonly string[] {
    return this.expire(() => true);
  }

  private report(total: number, occupied: number, saidAt: number): readonly string[] {
    if (this.saidAt !== null && saidAt < this.saidAt) return ['event.not-applied older-than-current'];
    const came = this.sum(({ occupiedAt }) => occupiedAt !== null && occupiedAt >= saidAt);
    const left = this.sum(
      ({ occupiedAt, leftAt }) => occupiedAt !== null && leftAt !== null && leftAt > saidAt,
    );
    this.total = total;
    this.occupied = Math.max(0, occupied + came - left);
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
    const expired: string[] = [];
    if (!this.isLive(hold) && !isCounted && this.free() < hold.quantity) {
      const lapsed = this.sum((each) => this.isDue(each));
      if (this.total - this.occupied - this.held + lapsed < hold.quantity) return [`refused ${number} gone`];
      expired.push(...this.expire(() => true));
    }
    if (!isCounted) this.occupied += hold.quantity;
    Object.assign(hold, { state: 'occupied', occupiedAt: at, leftAt: null });
    return [...expired, `occupied ${number}`];
  }

  private release(number: number, at: number, noPlace: boolean): readonly string[] {
    const hold = this.holds.get(number);
    if (hold === undefined) return [];
    const isGivenBack = this.isLive(hold) || hold.state === 'occupied' || hold.state === 'released';
    if (hold.state === 'occupied') this.leave(hold, Math.max(at, hold.occupiedAt ?? at));
    if (isGivenBack) hold.state = 'released';
    if (noPlace && this.saidAt !== null) this.total = Math.min(this.total, this.occupied + this.held);
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
