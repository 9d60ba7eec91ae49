import type { Location } from '@havre/events';

const EARTH_KM = 6_371;
const STEPS_KM = [2, 5, 10] as const;

/** The same area. */
export const SAME_AREA = 0;
/** Farther than the last step, or nobody knows. */
export const FAR = 4;

/**
 * Where the areas of the city lie: the mean of the services listed in each. Nothing is asked of any outside service,
 * and a household's position is never known more closely than its area.
 */
export class Areas {
  private readonly members = new Map<string, Map<string, Location>>();
  private readonly centres = new Map<string, Location | null>();

  /** Records where a service of an area is. */
  put(area: string, serviceId: string, location: Location | undefined): void {
    this.remove(area, serviceId);
    if (location === undefined) return;
    const services = this.members.get(area) ?? new Map<string, Location>();
    services.set(serviceId, location);
    this.members.set(area, services);
  }

  remove(area: string, serviceId: string): void {
    this.members.get(area)?.delete(serviceId);
    this.centres.delete(area);
  }

  /** The middle of an area; null when none of its services says where it is. */
  centreOf(area: string): Location | null {
    const known = this.centres.get(area);
    if (known !== undefined) return known;
    const centre = middleOf([...(this.members.get(area)?.values() ?? [])]);
    this.centres.set(area, centre);
    return centre;
  }
}

/** Kilometres between two places, over the sphere. */
export function kilometresBetween(from: Location, to: Location): number {
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Kilometres as a step: 1 under 2 km, 2 under 5 km, 3 under 10 km, 4 beyond. */
export function distanceStep(kilometres: number): number {
  const step = STEPS_KM.findIndex((limit) => kilometres < limit);
  return step < 0 ? FAR : step + 1;
}

function middleOf(locations: readonly Location[]): Location | null {
  if (locations.length === 0) return null;
  const sum = locations.reduce(
    (total, { latitude, longitude }) => ({
      latitude: total.latitude + latitude,
      longitude: total.longitude + longitude,
    }),
    { latitude: 0, longitude: 0 },
  );
  return { latitude: sum.latitude / locations.length, longitude: sum.longitude / locations.length };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
