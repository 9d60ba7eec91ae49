import type { IntakeData } from '@havre/events';
import type { ReferralState, TransferReason } from '@havre/referral/domain';
import { HOUR_MS, MINUTE_MS } from '../calendar.js';
import type { Draw, Shares } from '../draw.js';
import { answerFrom, type World } from '../world.js';
import { seasonAt, shareOfHour, stormFactor } from './arrivals.js';
import { drawIntake, type IntakeSetting } from './intake.js';
import { referralIdOf } from '../shell/routing-shell.js';

/** The departments of the city, and how much of what is asked comes through each. */
const DEPARTMENTS: Shares<string> = [
  ['/departments/accueil', 30],
  ['/departments/urgence-sociale', 20],
  ['/departments/service-311', 15],
  ['/departments/sante', 12],
  ['/departments/habitation', 8],
  ['/departments/jeunesse', 7],
  ['/departments/bibliotheques', 5],
  ['/departments/loisirs', 3],
];

/** How often the story of an intake takes a turn. Invented. */
const CORRECTED = 0.03;
const WITHDRAWN = 0.08;
const REOPENED = 0.3;
const TRANSFERRED = 0.02;
const TRANSFER_REASONS: Shares<TransferReason> = [
  ['better-fit', 50],
  ['health', 20],
  ['safety', 15],
  ['closer', 15],
];

/** The workers at the city's desks: they publish what is asked, correct it, withdraw it, ask again. */
export class Departments {
  people = 0;
  intakes = 0;
  private readonly setting: IntakeSetting;

  constructor(
    private readonly world: World,
    private readonly draw: Draw,
    private readonly peopleEachDay: number,
    private readonly peoplePerIntake: number,
  ) {
    this.setting = {
      services: [...world.houses.values()]
        .filter(({ plan }) => plan.listing.kind === 'shelter')
        .map(({ plan }) => plan.id),
    };
  }

  /** One hour of intakes, spread over its minutes. */
  hour(): void {
    const { agenda, storms } = this.world;
    const mean = (this.peopleEachDay / this.peoplePerIntake) * shareOfHour(agenda.now) * seasonAt(agenda.now);
    const isStorm = stormFactor(storms, agenda.now) > 1;
    const expected = this.draw.poisson(mean * stormFactor(storms, agenda.now));
    for (let index = 0; index < expected; index += 1) {
      const intake = drawIntake(this.draw, this.setting);
      // A storm doubles who needs a roof; who needs a class is at home.
      if (isStorm && index % 2 === 1 && !asksForShelter(intake)) continue;
      agenda.after(this.draw.next() * HOUR_MS, () => {
        this.publish(intake);
      });
    }
  }

  /** Somebody whose house has shut asks anew. */
  publishFor(intake: IntakeData): void {
    this.publish(intake);
  }

  /** A referral has ended without a place: some ask again within the retention time. */
  ended(referralId: string, publisher: string, state: ReferralState): void {
    const { world, draw } = this;
    if (state !== 'unplaced' && state !== 'not-arrived') return;
    if (!draw.chance(REOPENED)) return;
    world.agenda.after(draw.within(0.3, 20) * HOUR_MS, () => {
      world.incidents.note('reopened');
      this.reopen(referralId, publisher);
    });
  }

  /** A household is inside: for a few of them another place would be better. */
  arrived(referralId: string): void {
    const { world, draw } = this;
    const referral = world.routing.entries.get(referralId)?.referral;
    if (referral?.request.need.kind !== 'shelter' || !draw.chance(TRANSFERRED)) return;
    const { publisher } = referral;
    const reason = draw.share(TRANSFER_REASONS);
    world.agenda.after(draw.within(0.5, 20) * HOUR_MS, () => {
      world.incidents.note('transfer-asked');
      world.log.append(() => {
        const told = answerFrom(world, publisher, 'havre.referral.transfer-requested.v1');
        world.routing.answer(referralId, { on: 'transfer-requested', reason, ...told });
      });
    });
  }

  reopen(referralId: string, publisher: string): void {
    const { world } = this;
    world.log.append(() => {
      world.routing.answer(referralId, {
        on: 'reopened',
        ...answerFrom(world, publisher, 'havre.referral.reopened.v1'),
      });
    });
  }

  withdraw(referralId: string, publisher: string): void {
    const { world } = this;
    world.log.append(() => {
      world.routing.answer(referralId, {
        on: 'withdrawn',
        ...answerFrom(world, publisher, 'havre.referral.withdrawn.v1'),
      });
    });
  }

  private withdrawAll(intakeId: string, publisher: string): void {
    const { world } = this;
    world.log.append(() => {
      world.routing.withdraw(intakeId, answerFrom(world, publisher, 'havre.intake.withdrawn.v1').answer);
    });
  }

  private publish(intake: IntakeData): void {
    const { world, draw } = this;
    this.intakes += 1;
    this.people += intake.household.members.length;
    const intakeId = `intake-${this.intakes}`;
    const publisher = draw.share(DEPARTMENTS);
    world.log.append(() => {
      world.routing.receive(intakeId, publisher, intake);
    });
    if (draw.chance(CORRECTED)) this.correctLater(intakeId, publisher, intake);
    if (draw.chance(WITHDRAWN)) this.withdrawLater(intakeId, publisher, intake);
  }

  private correctLater(intakeId: string, publisher: string, intake: IntakeData): void {
    const { world, draw } = this;
    const corrected = correctionOf(intake, draw);
    world.agenda.after(draw.within(2, 240) * MINUTE_MS, () => {
      world.incidents.note('corrected');
      world.log.append(() => {
        const { answer } = answerFrom(world, publisher, 'havre.intake.corrected.v1');
        world.routing.correct(intakeId, answer, corrected);
      });
    });
  }

  private withdrawLater(intakeId: string, publisher: string, intake: IntakeData): void {
    const { world, draw } = this;
    const need = draw.between(0, intake.needs.length - 1);
    world.agenda.after(draw.exponential(8) * HOUR_MS, () => {
      const state = world.routing.entries.get(referralIdOf(intakeId, need))?.referral.state;
      if (state === undefined || state === 'arrived' || state === 'completed') return;
      world.incidents.note('withdrawn');
      if (draw.chance(0.5)) this.withdraw(referralIdOf(intakeId, need), publisher);
      else this.withdrawAll(intakeId, publisher);
    });
  }
}

function asksForShelter({ needs }: IntakeData): boolean {
  return needs.some(({ kind }) => kind === 'shelter');
}

/** What a worker corrects: somebody more, a word about access, a need less. */
function correctionOf(intake: IntakeData, draw: Draw): IntakeData {
  const { household, needs } = intake;
  if (draw.chance(0.4)) {
    return { ...intake, household: { members: [...household.members, { ageGroup: 'child' }] } };
  }
  if (draw.chance(0.3)) return { ...intake, accessibility: ['step-free'] };
  return needs.length > 1 ? { ...intake, needs: needs.slice(0, 1) } : { ...intake, language: 'en' };
}
