import type { ServiceListing, UnitType } from '@havre/events';
import type { Habits } from '../houses/habits.js';
import type { Sector } from './sector.js';

/** Places of one kind that a service has. */
export interface PlannedPlaces {
  readonly unitType: UnitType;
  readonly sleeps?: number;
  /** Places, or places a day. */
  readonly total: number;
}

/** A service of the simulated city: what its provider lists, and how it works. */
export interface PlannedService {
  readonly id: string;
  readonly provider: string;
  readonly sector: Sector;
  readonly listing: ServiceListing;
  readonly places: readonly PlannedPlaces[];
  /** Places that belong to a day: as many again each day. False: somebody has to leave first. */
  readonly isDaily: boolean;
  /** How long people stay, in days; of places that somebody has to leave. */
  readonly meanStayDays: number;
  readonly habits: Habits;
}
