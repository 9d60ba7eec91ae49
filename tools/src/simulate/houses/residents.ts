import { unitKey, type Hold } from '@havre/capacity/domain';
import { dateAfter, dateAt, DAY_MS, HOUR_MS, hourAt, midnightOf } from '../calendar.js';
import type { Draw } from '../draw.js';
import { WALK_IN_SHARE } from '../city/make-city.js';
import type { World } from '../world.js';
import { isOpenOn, type House } from './house.js';

/** How many days ahead a house opens its daily places. */
const DAYS_AHEAD = 3;
/** Part of a day's places that are gone before anybody asks, and that go to people who come by themselves. */
const BOOKED_AHEAD = 0.15;

/**
 * Those who are in the houses: who was there before the first day, who arrives through Havre, who comes to the door by
 * themselves, and when each leaves.
 */
export class Residents {
  /** Those who came through Havre and have left, by hold: nobody leaves twice. */
  private readonly inside = new Map<
    string,
    { readonly house: House; readonly key: string; quantity: number }
  >();

  constructor(
    private readonly world: World,
    private readonly draw: Draw,
  ) {}

  /** Fills a house as it is on an ordinary morning. */
  settleIn(house: House): void {
    const { plan } = house;
    if (plan.isDaily) {
      for (let day = 0; day <= DAYS_AHEAD; day += 1)
        this.openDay(house, dateAfter(dateAt(this.world.agenda.now), day));
      return;
    }
    for (const { total, ...unit } of plan.places) {
      house.open(unit, total, 0);
      const key = unitKey(unit);
      for (let place = 0; place < total; place += 1) {
        if (!this.draw.chance(0.97)) continue;
        house.take(key, 1);
        // Whoever is met on a given morning stays long: the rest of such a stay is as long as a whole one.
        this.leaveAfter(house, key, 1, this.draw.exponential(plan.meanStayDays));
      }
    }
  }

  /** Midnight: a new day ahead for daily places, the past one forgotten. */
  newDay(house: House, today: string): void {
    if (!house.plan.isDaily) return;
    this.openDay(house, dateAfter(today, DAYS_AHEAD));
    house.forgetBefore(dateAfter(today, -1));
  }

  /** An hour of people who come to the door by themselves. */
  walkIns(house: House, factor: number): void {
    const { plan } = house;
    const { now } = this.world.agenda;
    const today = dateAt(now);
    const hour = hourAt(now);
    const hoursOpen = plan.isDaily ? 9 : 24;
    for (const [key, { unit, total }] of house.places) {
      if (unit.date !== undefined && (unit.date !== today || hour < 9 || hour > 17)) continue;
      const eachDay = plan.isDaily ? total : total / plan.meanStayDays;
      const come = this.draw.poisson((eachDay * WALK_IN_SHARE * factor) / hoursOpen);
      for (let index = 0; index < come; index += 1) this.comeToTheDoor(house, key);
    }
  }

  /** Somebody who came through Havre was counted in. */
  arrive(house: House, { holdId, unitKey: key, quantity }: Hold): void {
    house.take(key, quantity);
    this.inside.set(holdId, { house, key, quantity });
    if (house.plan.isDaily) {
      this.world.agenda.after(DAY_MS, () => this.inside.delete(holdId));
      return;
    }
    this.world.agenda.after(this.stayMs(house), () => {
      if (this.inside.has(holdId)) this.tell(house, key, 'vacate-places', quantity);
      this.leave(holdId);
    });
  }

  /** Somebody who came through Havre left, to another house or for good. */
  leave(holdId: string): void {
    const stay = this.inside.get(holdId);
    if (stay === undefined) return;
    this.inside.delete(holdId);
    stay.house.leave(stay.key, stay.quantity);
  }

  /** The house says at once that somebody came or went; otherwise its next count does. */
  private tell(house: House, key: string, kind: 'walk-in' | 'vacate-places', quantity = 1): void {
    const { agenda, log, ledger, receipt } = this.world;
    const unit = house.places.get(key)?.unit;
    if (unit === undefined || !this.draw.chance(house.plan.habits.tells)) return;
    const said = {
      source: house.plan.provider,
      saidAt: agenda.now,
      mayWait: true,
      statementId: receipt(),
      unit,
      quantity,
    };
    log.appendOnce(() => {
      ledger.take(house.plan.id, kind === 'walk-in' ? { kind, ...said } : { kind, ...said, readyAt: null });
    });
  }

  private comeToTheDoor(house: House, key: string): void {
    if (house.closedUntil > this.world.agenda.now || house.freeOf(key) <= 0) {
      this.world.incidents.note('walk-in-turned-away');
      return;
    }
    this.world.incidents.note('walk-in');
    house.take(key, 1);
    this.tell(house, key, 'walk-in');
    if (!house.plan.isDaily) this.leaveAfter(house, key, 1, this.stayMs(house) / DAY_MS);
  }

  private openDay(house: House, date: string): void {
    if (!isOpenOn(house, date)) return;
    for (const { total, ...unit } of house.plan.places) {
      house.open({ ...unit, date }, total, this.draw.round(total * BOOKED_AHEAD));
    }
  }

  private leaveAfter(house: House, key: string, quantity: number, days: number): void {
    this.world.agenda.after(days * DAY_MS, () => {
      house.leave(key, quantity);
      this.tell(house, key, 'vacate-places', quantity);
    });
  }

  /** Stays have no memory, and end in the morning. */
  private stayMs({ plan }: House): number {
    const { now } = this.world.agenda;
    const leaves = now + this.draw.exponential(plan.meanStayDays) * DAY_MS;
    const morning = midnightOf(dateAt(leaves)) + (8 + this.draw.next() * 3) * HOUR_MS;
    return Math.max(HOUR_MS, morning - now);
  }
}
