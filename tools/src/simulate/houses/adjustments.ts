import { unitKey, type Adjustment } from '@havre/capacity/domain';
import { HOUR_MS } from '../calendar.js';
import type { Draw } from '../draw.js';
import type { World } from '../world.js';
import type { House } from './house.js';

/** How often some places of a house are out of service for a while, on a day. Invented. */
const BREAKS_DOWN = 0.02;
/** How many shelters open places beside their own when a storm comes, and how many. */
const OPENS_SURGE = 0.3;
const SURGE_PLACES = 0.1;

/** Places that go out of service for some hours, and places that shelters open beside their own while a storm lasts. */
export class Adjustments {
  constructor(
    private readonly world: World,
    private readonly draw: Draw,
  ) {}

  /** A day on which some places of a house may be out of service. */
  newDay(house: House): void {
    const { draw } = this;
    if (house.plan.isDaily || !draw.chance(BREAKS_DOWN)) return;
    const until = this.world.agenda.now + draw.between(4, 72) * HOUR_MS;
    this.world.incidents.note('out-of-service');
    this.adjust(house, { change: 'out-of-service', reason: 'repair', quantity: draw.between(1, 2), until });
  }

  /** A storm has come: some shelters make room until it has passed. */
  storm(house: House, until: number): void {
    const { plan } = house;
    if (plan.listing.kind !== 'shelter' || !this.draw.chance(OPENS_SURGE)) return;
    const total = plan.places[0]?.total ?? 0;
    const quantity = Math.ceil(total * SURGE_PLACES);
    this.world.incidents.note('surge-opened', quantity);
    this.adjust(house, { change: 'surge-opened', reason: 'storm', quantity, until });
  }

  /** Changes what is there, says so, and changes it back in its time. */
  private adjust(
    house: House,
    said: {
      readonly change: Adjustment;
      readonly reason: string;
      readonly quantity: number;
      readonly until: number;
    },
  ): void {
    const { world } = this;
    const [planned] = house.plan.places;
    if (planned === undefined || house.closedUntil > world.agenda.now) return;
    const { total: _total, ...unit } = planned;
    const key = unitKey(unit);
    const places = said.change === 'surge-opened' ? said.quantity : -said.quantity;
    house.addPlaces(key, places);
    world.agenda.at(said.until, () => {
      house.addPlaces(key, -places);
    });
    const saidAt = world.agenda.now;
    const statementId = world.receipt();
    world.log.appendOnce(() => {
      const { plan } = house;
      const statement = { source: plan.provider, saidAt, mayWait: true, statementId, unit };
      world.ledger.take(plan.id, { kind: 'adjust-places', ...statement, ...said });
    });
  }
}
