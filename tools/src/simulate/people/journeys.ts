import { unitKey } from '@havre/capacity/domain';
import type { Emission, Hold } from '@havre/referral/domain';
import { HOUR_MS, MINUTE_MS } from '../calendar.js';
import type { Draw } from '../draw.js';
import type { Desk } from '../houses/desk.js';
import type { House } from '../houses/house.js';
import { answerFrom, type World } from '../world.js';

type Confirmed = Extract<Emission, { readonly type: 'havre.referral.place-confirmed.v1' }>['data'];

/** How often somebody who has a place does not come, or comes after its time. Invented. */
const NO_SHOW = { slept: 0.05, daily: 0.1 } as const;
const LATE = 0.04;
/** How often the code said at the door is not the one that is expected, and is said again. */
const WRONG_CODE = 0.01;
const WITHOUT_CODE = 0.12;

/** From the word of a house to its door. */
export class Journeys {
  /** The hold that each household is on its way to. */
  private readonly goingTo = new Map<string, string>();

  constructor(
    private readonly world: World,
    private readonly draw: Draw,
    private readonly desk: Desk,
  ) {}

  /** A place is kept: the household sets out, once. */
  setOut(referralId: string, { until }: Confirmed): void {
    const hold = this.holdOf(referralId);
    if (hold === undefined || this.goingTo.get(referralId) === hold.id) return;
    const house = this.world.houses.get(hold.serviceId);
    if (house === undefined) return;
    this.goingTo.set(referralId, hold.id);
    house.promise(unitKey(hold), hold.quantity);
    const { draw } = this;
    if (draw.chance(house.plan.isDaily ? NO_SHOW.daily : NO_SHOW.slept)) {
      this.stayAway(referralId, hold, house, Date.parse(until));
      return;
    }
    const at = this.arrivalOf(hold, house, Date.parse(until));
    this.world.agenda.at(at, () => {
      this.knock(referralId, hold, house);
    });
  }

  /** The place is not theirs any more: they turn back. */
  turnBack(referralId: string): void {
    this.goingTo.delete(referralId);
  }

  private stayAway(referralId: string, hold: Hold, house: House, until: number): void {
    const { world, draw } = this;
    world.incidents.note('no-show');
    const isTold = draw.chance(0.3);
    world.agenda.at(until + (isTold ? -5 : 5) * MINUTE_MS, () => {
      house.promise(unitKey(hold), -hold.quantity);
      if (this.goingTo.get(referralId) !== hold.id) return;
      this.goingTo.delete(referralId);
      if (!isTold) return;
      this.desk.say(referralId, {
        on: 'not-arrived',
        ...answerFrom(world, house.plan.provider, 'havre.referral.not-arrived.v1'),
      });
    });
  }

  private arrivalOf(hold: Hold, house: House, until: number): number {
    const { draw, world } = this;
    const leaves = Math.max(world.agenda.now, hold.opensAt);
    if (house.plan.isDaily) return Math.min(until - 10 * MINUTE_MS, leaves + draw.within(0.3, 6) * HOUR_MS);
    if (draw.chance(LATE)) return until + draw.within(5, 120) * MINUTE_MS;
    return Math.min(until - MINUTE_MS, leaves + (12 + draw.exponential(25)) * MINUTE_MS);
  }

  private knock(referralId: string, hold: Hold, house: House): void {
    const { world, draw } = this;
    const key = unitKey(hold);
    house.promise(key, -hold.quantity);
    if (this.goingTo.get(referralId) !== hold.id) return;
    this.goingTo.delete(referralId);
    const isLate = world.routing.entries.get(referralId)?.referral.state === 'not-arrived';
    if (isLate) world.incidents.note('late-at-the-door');
    if (house.emptyOf(key) < hold.quantity && !draw.chance(0.1)) {
      this.desk.returnOne(referralId, house, 'overfull');
      return;
    }
    this.sayArrived(referralId, house);
  }

  private sayArrived(referralId: string, house: House): void {
    const { world, draw } = this;
    const code = world.routing.entries.get(referralId)?.referral.code;
    if (code === undefined) return;
    const arrived = (said: string | undefined): void => {
      this.desk.say(referralId, {
        on: 'arrived',
        ...(said === undefined ? {} : { code: said }),
        ...answerFrom(world, house.plan.provider, 'havre.referral.arrived.v1'),
      });
    };
    if (draw.chance(WRONG_CODE)) {
      arrived('lampe jardin 00');
      world.agenda.after(MINUTE_MS, () => {
        arrived(code);
      });
    } else arrived(draw.chance(WITHOUT_CODE) ? undefined : code.toUpperCase());
  }

  private holdOf(referralId: string): Hold | undefined {
    return this.world.routing.entries.get(referralId)?.referral.hold ?? undefined;
  }
}
