import { unitKey } from '@havre/capacity/domain';
import { drawIntake } from '../people/intake.js';
import type { Departments } from '../people/departments.js';
import { DAY_MS, HOUR_MS } from '../calendar.js';
import type { Draw } from '../draw.js';
import type { World } from '../world.js';
import type { Counting } from './counting.js';
import type { House } from './house.js';

/** How often a house shuts on a day. Invented. */
const SHUTS = 0.003;
/** How many of those inside have to ask for another roof when a house shuts for long. */
const ASK_AGAIN = 0.3;
const LONG_HOURS = 12;

/** Houses that shut for some hours or days: said at once or ahead, and then everybody has to go somewhere. */
export class Closings {
  constructor(
    private readonly world: World,
    private readonly draw: Draw,
    private readonly departments: Departments,
    private readonly counting: Counting,
  ) {}

  /** A day on which a house may shut. */
  newDay(house: House): void {
    if (!this.draw.chance(SHUTS)) return;
    this.world.agenda.after(this.draw.next() * DAY_MS, () => {
      this.shut(house);
    });
  }

  private shut(house: House): void {
    const { world, draw } = this;
    if (house.closedUntil > world.agenda.now) return;
    const saidAt = world.agenda.now;
    const from = draw.chance(0.3) ? saidAt + draw.between(1, 8) * HOUR_MS : null;
    const hours = draw.share<number>([
      [3, 40],
      [8, 30],
      [24, 20],
      [72, 10],
    ]);
    const until = (from ?? saidAt) + hours * HOUR_MS;
    house.closedUntil = until;
    world.incidents.note('house-shut');
    const { id, provider } = house.plan;
    world.log.append(() => {
      world.ledger.take(id, { kind: 'close-service', source: provider, saidAt, mayWait: true, from, until });
    });
    world.log.append(() => {
      world.routing.close(id, { from: from ?? saidAt, until });
    });
    world.agenda.at(until + draw.within(5, 60) * 60_000, () => {
      this.counting.report(house, 0);
    });
    if (hours >= LONG_HOURS) world.agenda.at(from ?? saidAt, () => this.sendAway(house));
  }

  /** Some of those inside have nowhere else to go and ask anew; the others wait it out. */
  private sendAway(house: House): void {
    for (const { unit, taken } of house.places.values()) {
      if (house.plan.isDaily) return;
      const leaving = this.draw.round(taken * ASK_AGAIN);
      house.leave(unitKey(unit), leaving);
      for (let index = 0; index < leaving; index += 1) {
        const intake = drawIntake(this.draw, { services: [] });
        this.departments.publishFor({ ...intake, needs: [{ kind: 'shelter', priority: 'emergency' }] });
        this.world.incidents.note('asked-again');
      }
    }
  }
}
