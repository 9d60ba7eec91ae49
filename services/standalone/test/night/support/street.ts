import type { FeedEvent } from '@havre/publisher';
import type { Night } from './night.js';
import { type Count, House } from './house.js';
import { Request } from './department.js';
import type { Partner } from './partner.js';

export const WOMAN = { ageGroup: 'adult', gender: 'woman' } as const;
export const MAN = { ageGroup: 'adult', gender: 'man' } as const;
export const CHILD = { ageGroup: 'child' } as const;
export const YOUTH = { ageGroup: 'youth' } as const;

const EVERYBODY = ['infant', 'child', 'youth', 'adult', 'senior'];

/** What a house is, beside what every house of these nights is. */
export interface HouseOptions {
  readonly beds?: number;
  readonly occupied?: number;
  readonly units?: readonly Count[];
  readonly listing?: object;
  readonly accepts?: object;
  readonly kind?: string;
}

/** What is asked, beside a bed for one man, on this street only. */
export interface Asking {
  readonly members?: readonly object[];
  readonly need?: object;
  readonly needs?: readonly object[];
  readonly more?: object;
  readonly by?: Partner;
}

/** A neighbourhood of one scenario: its houses are matched with its own needs only, which all require the area. */
export class Street {
  readonly #houses: House[] = [];

  constructor(
    private readonly night: Night,
    readonly area: string,
    readonly department: Partner,
  ) {}

  /** A house that has listed itself and counted its places. */
  async house(options: HouseOptions = {}): Promise<House> {
    const house = this.unlisted();
    await house.list(this.listing(options));
    const units = options.units ?? [
      { unitType: 'bed', total: options.beds ?? 1, occupied: options.occupied ?? 0 },
    ];
    if (units.length > 0) await house.report(units);
    return house;
  }

  /** A house of which nobody knows anything yet. */
  unlisted(): House {
    const staff = this.night.provider();
    const house = new House(staff, `${staff.id}-places`);
    this.#houses.push(house);
    return house;
  }

  /** The house that an offer was made to. */
  houseOf(offer: FeedEvent): House {
    const house = this.#houses.find(({ serviceId }) => serviceId === offer.data['serviceId']);
    if (!house) throw new Error('no house of this street');
    return house;
  }

  listing(options: HouseOptions = {}): object {
    const units = options.units ?? [{ unitType: 'bed' }];
    return {
      name: { fr: 'Une maison de la rue', en: 'A house of the street' },
      kind: options.kind ?? 'shelter',
      area: this.area,
      languages: ['fr'],
      accepts: { ageGroups: EVERYBODY, families: true, maxHousehold: 12, ...options.accepts },
      unitTypes: [...new Set(units.map(({ unitType }) => unitType))],
      ...options.listing,
    };
  }

  /** The data of an intake. */
  intake(asking: Asking = {}): object {
    const needs = asking.needs ?? [asking.need ?? {}];
    return {
      household: { members: asking.members ?? [MAN] },
      language: 'fr',
      area: this.area,
      needs: needs.map((need) => ({
        kind: 'shelter',
        unitType: 'bed',
        priority: 'urgent',
        requires: ['area'],
        ...need,
      })),
      ...asking.more,
    };
  }

  /** A department asks for a household, once the city knows its houses. */
  async asks(asking: Asking = {}): Promise<Request> {
    await this.night.settles();
    const department = asking.by ?? this.department;
    const { subject, receipt } = await department.say('intake.received', this.intake(asking));
    return new Request(department, subject, receipt);
  }
}
