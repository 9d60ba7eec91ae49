import type { WaitingReason } from '@havre/referral/domain';
import { HOUR_MS, nextHour } from '../calendar.js';
import type { Draw } from '../draw.js';
import type { Counting } from '../houses/counting.js';
import { isNight } from '../houses/counting.js';
import { answerFrom, type World } from '../world.js';
import type { Departments } from './departments.js';

/** How many houses somebody rings when every count is too old. */
const HOUSES_RUNG = 3;

/** The people in front of whom referrals are put: they take their time, and nights off. */
export class HumanQueue {
  constructor(
    private readonly world: World,
    private readonly draw: Draw,
    private readonly departments: Departments,
    private readonly counting: Counting,
  ) {}

  /** A referral was put in front of a person, for a reason. */
  take(referralId: string, reason: WaitingReason): void {
    const { agenda } = this.world;
    const begins = isNight(agenda.now) && reason !== 'all-stale' ? nextHour(agenda.now, 7) : agenda.now;
    agenda.at(begins + this.draw.within(0.2, 3) * HOUR_MS, () => {
      this.handle(referralId, reason);
    });
  }

  private handle(referralId: string, reason: WaitingReason): void {
    const referral = this.world.routing.entries.get(referralId)?.referral;
    if (referral?.state !== 'needs-attention') return;
    const { publisher } = referral;
    switch (reason) {
      case 'all-stale':
        this.ring(referral.request.need.kind);
        return;
      case 'returned-inside':
        if (this.draw.chance(0.85)) this.departments.reopen(referralId, publisher);
        else this.complete(referralId);
        return;
      case 'safety':
      case 'loop-cap':
        if (this.draw.chance(0.5)) this.departments.reopen(referralId, publisher);
        else this.departments.withdraw(referralId, publisher);
        return;
      default:
        this.departments.reopen(referralId, publisher);
    }
  }

  private ring(kind: string): void {
    const houses = [...this.world.houses.values()].filter(
      ({ plan, closedUntil }) => plan.listing.kind === kind && closedUntil <= this.world.agenda.now,
    );
    const [first, ...others] = houses;
    if (first === undefined) return;
    for (let call = 0; call < HOUSES_RUNG; call += 1) {
      const house = this.draw.pick([first, ...others]);
      this.world.incidents.note('house-rung');
      this.counting.report(house, 0);
    }
  }

  private complete(referralId: string): void {
    const { world } = this;
    const provider = world.routing.entries.get(referralId)?.referral.hold?.provider;
    if (provider === undefined) return;
    world.log.append(() => {
      world.routing.answer(referralId, {
        on: 'completed',
        ...answerFrom(world, provider, 'havre.referral.completed.v1'),
      });
    });
  }
}
