import type { NeedKind } from '@havre/events';
import { Areas, distanceStep, FAR, kilometresBetween, SAME_AREA } from './areas.js';
import { serviceOf, type DirectoryEntry, type Service, type Slot } from './directory.js';
import { ServiceShelf } from './service-shelf.js';

/** The services of one area, as far from a household as the area is. */
export interface NearbyServices {
  readonly distance: number;
  readonly withPlaces: readonly Service[];
  readonly withoutPlaces: readonly Service[];
}

/** Services that a need can be matched with. */
export interface MatchableServices {
  /** How many services of a kind there are to be matched with. */
  countOf(kind: NeedKind): number;
  /** How many services of a kind are listed at all. */
  listedOf(kind: NeedKind): number;
  /** The services of a kind, nearest area first. Without an area every service is equally near. */
  near(kind: NeedKind, area: string | undefined): readonly NearbyServices[];
}

/**
 * The directory and its free places, arranged so that a match need not scan it: by kind, then by area, those that have
 * places apart from those that have none. Kept up to date one entry at a time.
 */
export class DirectoryIndex implements MatchableServices {
  private readonly services = new Map<string, Service>();
  /** Kept for services that are not listed too: their listing may come on its own topic, later. */
  private readonly slots = new Map<string, readonly Slot[]>();
  /** When a service last left an offer unanswered: until it reports anew, its counts rank as stale. */
  private readonly silences = new Map<string, number>();
  private readonly shelves = new Map<NeedKind, Map<string, ServiceShelf>>();
  private readonly nearest = new Map<string, readonly (readonly [string, number])[]>();
  private readonly areas = new Areas();

  constructor(private readonly cityZone: string) {}

  get size(): number {
    return this.services.size;
  }

  service(serviceId: string): Service | undefined {
    return this.services.get(serviceId);
  }

  all(): IterableIterator<Service> {
    return this.services.values();
  }

  /** Lists a service, or replaces what was listed; the counts that it had stay. */
  putEntry(entry: DirectoryEntry): void {
    const { serviceId, listing } = entry;
    this.removeService(serviceId);
    this.areas.put(listing.area, serviceId, listing.location);
    this.nearest.clear();
    this.put(serviceOf(entry, this.slotsAsRanked(serviceId), this.cityZone));
  }

  /** Forgets a service; nothing more is offered to it. */
  removeService(serviceId: string): void {
    const service = this.services.get(serviceId);
    if (service === undefined) return;
    this.services.delete(serviceId);
    this.shelfOf(service).remove(service);
    this.areas.remove(service.entry.listing.area, serviceId);
    this.nearest.clear();
  }

  /** What is known of the places of a service, listed or not. */
  slotsOf(serviceId: string): readonly Slot[] {
    return this.slots.get(serviceId) ?? [];
  }

  /** Replaces all that is known of the places of a service. */
  putSlots(serviceId: string, slots: readonly Slot[]): void {
    this.slots.set(serviceId, slots);
    this.refresh(serviceId);
  }

  /** Notes that a service left an offer unanswered at an instant, in epoch milliseconds. */
  putSilence(serviceId: string, at: number): void {
    this.silences.set(serviceId, at);
    this.refresh(serviceId);
  }

  listedOf(kind: NeedKind): number {
    return this.countOf(kind);
  }

  countOf(kind: NeedKind): number {
    let count = 0;
    for (const shelf of this.shelves.get(kind)?.values() ?? []) count += shelf.size;
    return count;
  }

  near(kind: NeedKind, area: string | undefined): readonly NearbyServices[] {
    const shelves = this.shelves.get(kind);
    if (shelves === undefined) return [];
    return this.orderOf(kind, area).flatMap(([name, distance]) => {
      const shelf = shelves.get(name);
      if (shelf === undefined) return [];
      return [{ distance, withPlaces: shelf.withPlaces, withoutPlaces: shelf.withoutPlaces }];
    });
  }

  /** How far a service's area is from a household's, as a step. */
  distanceOf(service: Service, area: string | undefined): number {
    return this.stepBetween(area, service.entry.listing.area);
  }

  private refresh(serviceId: string): void {
    const service = this.services.get(serviceId);
    if (service === undefined) return;
    this.shelfOf(service).remove(service);
    this.put({ ...service, slots: this.slotsAsRanked(serviceId) });
  }

  private slotsAsRanked(serviceId: string): readonly Slot[] {
    const silentSince = this.silences.get(serviceId);
    const slots = this.slotsOf(serviceId);
    if (silentSince === undefined) return slots;
    return slots.map((slot) =>
      slot.freshness === 'fresh' && slot.reportedAt <= silentSince ? { ...slot, freshness: 'stale' } : slot,
    );
  }

  private put(service: Service): void {
    this.services.set(service.entry.serviceId, service);
    this.shelfOf(service).add(service);
  }

  private shelfOf({ kind, entry }: Service): ServiceShelf {
    const shelves = this.shelves.get(kind) ?? new Map<string, ServiceShelf>();
    this.shelves.set(kind, shelves);
    const shelf = shelves.get(entry.listing.area) ?? new ServiceShelf();
    shelves.set(entry.listing.area, shelf);
    return shelf;
  }

  private orderOf(kind: NeedKind, area: string | undefined): readonly (readonly [string, number])[] {
    const key = `${kind} ${area ?? ''}`;
    const known = this.nearest.get(key);
    if (known !== undefined) return known;
    const order = [...(this.shelves.get(kind)?.keys() ?? [])]
      .map((name) => [name, this.stepBetween(area, name)] as const)
      .sort(([left, near], [right, far]) => near - far || (left < right ? -1 : 1));
    this.nearest.set(key, order);
    return order;
  }

  private stepBetween(from: string | undefined, to: string): number {
    if (from === undefined || from === to) return SAME_AREA;
    const start = this.areas.centreOf(from);
    const end = this.areas.centreOf(to);
    return start === null || end === null ? FAR : distanceStep(kilometresBetween(start, end));
  }
}
