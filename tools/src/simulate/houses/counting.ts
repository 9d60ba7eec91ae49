import { DAY_MS, HOUR_MS, hourAt, MINUTE_MS } from '../calendar.js';
import type { Draw } from '../draw.js';
import type { World } from '../world.js';
import type { House } from './house.js';

/** Who gives out places of a day counts less often than who keeps beds. */
const DAILY_COUNTS = 2.5;

/** How the houses count, and when what they counted arrives: late, wrong by one, or not at all for a day. */
export class Counting {
  constructor(
    private readonly world: World,
    private readonly draw: Draw,
  ) {}

  /** The first count of a house, and when the next ones come. */
  begin(house: House): void {
    this.report(house, 0);
    this.countAgain(house);
  }

  /** Somebody of the house says that the last count still holds. */
  confirm(house: House): void {
    const { world } = this;
    const saidAt = world.agenda.now;
    const source = house.plan.provider;
    world.incidents.note('count-confirmed');
    world.log.append(() => {
      world.ledger.take(house.plan.id, { kind: 'confirm-counts', source, saidAt, mayWait: true });
    });
  }

  /** Counts now, and sends it. */
  report(house: House, delayMs: number): void {
    const { world, draw } = this;
    const saidAt = world.agenda.now;
    const isWrong = draw.chance(house.plan.habits.miscount);
    const units = house.count(isWrong ? draw.pick([-2, -1, -1, 1, 1, 2]) : 0);
    if (isWrong) world.incidents.note('miscount');
    world.incidents.note('count');
    const source = house.plan.provider;
    world.agenda.after(delayMs, () => {
      world.log.append(() => {
        world.ledger.take(house.plan.id, { kind: 'report-counts', source, saidAt, mayWait: true, units });
      });
    });
  }

  private countAgain(house: House): void {
    const { habits, isDaily } = house.plan;
    const mean = habits.countHours * (isDaily ? DAILY_COUNTS : 1);
    const hours = Math.min(24, 0.5 + this.draw.exponential(mean - 0.5));
    const skips = this.draw.chance((habits.forgetsDay * habits.countHours) / 24);
    this.world.agenda.after(hours * HOUR_MS + (skips ? DAY_MS : 0), () => {
      this.countOnce(house);
      this.countAgain(house);
    });
  }

  private countOnce(house: House): void {
    const { agenda } = this.world;
    const { habits } = house.plan;
    if (house.closedUntil > agenda.now) return;
    if (habits.sleepsAtNight && isNight(agenda.now)) return;
    const isLate = this.draw.chance(habits.late);
    this.report(house, isLate ? this.draw.within(1, 4) * HOUR_MS : this.draw.within(1, 10) * MINUTE_MS);
  }
}

/** True between 23:00 and 07:00. */
export function isNight(at: number): boolean {
  const hour = hourAt(at);
  return hour >= 23 || hour < 7;
}
