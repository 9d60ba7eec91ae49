import type { Emission } from '@havre/referral/domain';
import { unitKey } from '@havre/capacity/domain';
import { MINUTE_MS } from '../calendar.js';
import type { Draw, Shares } from '../draw.js';
import type { AnswerInput } from '../shell/routing-shell.js';
import { answerFrom, type World } from '../world.js';
import { isNight } from './counting.js';
import type { House } from './house.js';

type Offered = Extract<Emission, { readonly type: 'havre.referral.offered.v1' }>['data'];
type Reason = Extract<AnswerInput, { readonly on: 'declined' }>['reason'];

/** What a house with room says to an offer. Invented, in the order of what peers report. */
const ANSWERS: Shares<'accept' | Reason> = [
  ['accept', 930],
  ['client-refused', 28],
  ['not-eligible', 18],
  ['other-service-better', 12],
  ['no-answer', 9],
  ['safety', 3],
];
/** How often somebody accepts although the house is full. */
const CARELESS = 0.15;
/** How often a house cannot keep its word after all. */
const BROKEN_WORD = 0.012;
/** How often an answer is sent twice. */
const TWICE = 0.01;

/** The people of a house who answer offers: late, wrongly or never, each house by its habits. */
export class Desk {
  constructor(
    private readonly world: World,
    private readonly draw: Draw,
  ) {}

  offered(referralId: string, offer: Offered): void {
    const { world, draw } = this;
    const house = world.houses.get(offer.serviceId);
    if (house === undefined || house.plan.listing.acceptance === 'automatic') return;
    const { habits } = house.plan;
    const isAsleep = habits.sleepsAtNight && isNight(world.agenda.now);
    if (isAsleep || draw.chance(habits.silent)) {
      world.incidents.note('offer-unanswered');
      return;
    }
    const minutes = 0.3 + draw.exponential(habits.answerMinutes);
    world.agenda.after(minutes * MINUTE_MS, () => {
      this.answer(referralId, house);
    });
  }

  /** Tells Havre what a house says of a referral, once or, by mistake, twice. */
  say(referralId: string, input: AnswerInput): void {
    const { world } = this;
    const tell = (): void => {
      world.log.append(() => {
        world.routing.answer(referralId, input);
      });
    };
    tell();
    if (this.draw.chance(TWICE)) world.agenda.after(this.draw.within(1, 120) * 1_000, tell);
  }

  private answer(referralId: string, house: House): void {
    const { draw, world } = this;
    const { provider } = house.plan;
    const reason = this.judge(referralId, house);
    if (reason !== 'accept') {
      world.incidents.note(`declined:${reason}`);
      this.say(referralId, {
        on: 'declined',
        reason,
        ...answerFrom(world, provider, 'havre.referral.declined.v1'),
      });
      return;
    }
    const longer = draw.chance(0.1) ? { journeyMinutes: draw.between(30, 120) } : {};
    this.say(referralId, {
      on: 'accepted',
      ...longer,
      ...answerFrom(world, provider, 'havre.referral.accepted.v1'),
    });
    if (!draw.chance(BROKEN_WORD)) return;
    world.agenda.after(draw.within(3, 45) * MINUTE_MS, () => {
      this.returnOne(referralId, house, draw.chance(0.5) ? 'staffing' : 'damage');
    });
  }

  /** The house cannot keep its word. */
  returnOne(referralId: string, house: House, reason: 'staffing' | 'damage' | 'overfull' | 'closing'): void {
    this.world.incidents.note(`returned:${reason}`);
    this.say(referralId, {
      on: 'returned',
      reason,
      ...answerFrom(this.world, house.plan.provider, 'havre.referral.returned.v1'),
    });
  }

  private judge(referralId: string, house: House): 'accept' | Reason {
    const said = this.draw.share(ANSWERS);
    const hold = this.world.routing.entries.get(referralId)?.referral.hold;
    if (hold == null || house.freeOf(unitKey(hold)) >= hold.quantity) return said;
    return this.draw.chance(CARELESS) ? 'accept' : 'no-place';
  }
}
