import type { NeedKind } from '@havre/events';
import type { DirectoryIndex, MatchableServices, NearbyServices } from './directory-index.js';
import type { Service } from './directory.js';

/**
 * The services where places have freed up, as all that the line is matched with. Whoever waits was matched with the
 * others before; and what frees up elsewhere meanwhile is somebody else's to offer.
 */
export class FreedServices implements MatchableServices {
  constructor(
    private readonly directory: DirectoryIndex,
    private readonly services: readonly Service[],
  ) {}

  countOf(kind: NeedKind): number {
    return this.services.filter((service) => service.kind === kind).length;
  }

  listedOf(kind: NeedKind): number {
    return this.directory.listedOf(kind);
  }

  near(kind: NeedKind, area: string | undefined): readonly NearbyServices[] {
    const byDistance = Map.groupBy(
      this.services.filter((service) => service.kind === kind),
      (service) => this.directory.distanceOf(service, area),
    );
    return [...byDistance]
      .sort(([left], [right]) => left - right)
      .map(([distance, services]) => ({ distance, withPlaces: services, withoutPlaces: [] }));
  }
}
