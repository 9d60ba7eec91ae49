import type { Service } from './directory.js';

/** The services of one kind in one area, in the order of their ids; those with free places apart from the others. */
export class ServiceShelf {
  readonly withPlaces: Service[] = [];
  readonly withoutPlaces: Service[] = [];

  get size(): number {
    return this.withPlaces.length + this.withoutPlaces.length;
  }

  add(service: Service): void {
    const row = this.rowOf(service);
    row.splice(positionIn(row, service.entry.serviceId), 0, service);
  }

  remove(service: Service): void {
    const row = this.rowOf(service);
    const position = positionIn(row, service.entry.serviceId);
    if (row[position]?.entry.serviceId === service.entry.serviceId) row.splice(position, 1);
  }

  private rowOf(service: Service): Service[] {
    return service.slots.some(hasFreePlaces) ? this.withPlaces : this.withoutPlaces;
  }
}

function hasFreePlaces({ available, freshness }: Service['slots'][number]): boolean {
  return available > 0 && freshness !== 'expired';
}

function positionIn(row: readonly Service[], serviceId: string): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((row[middle]?.entry.serviceId ?? '') < serviceId) low = middle + 1;
    else high = middle;
  }
  return low;
}
