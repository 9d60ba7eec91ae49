import { unitKey, type ReportedUnit, type Unit } from '@havre/capacity/domain';
import type { PlannedService } from '../city/planned-service.js';

/** Places of one kind as they really are, whatever has been reported of them. */
interface TruePlaces {
  readonly unit: Unit;
  total: number;
  taken: number;
  /** Promised to those who are on their way. */
  promised: number;
}

/** A house as its people see it: who is really there. Havre knows only what they report. */
export class House {
  readonly places = new Map<string, TruePlaces>();
  /** Until when it is shut, epoch milliseconds; 0: open. */
  closedUntil = 0;
  private loads = 0;
  private looks = 0;

  constructor(readonly plan: PlannedService) {}

  /** Opens places of one kind, of a date or until further notice. */
  open(unit: Unit, total: number, taken: number): void {
    this.places.set(unitKey(unit), { unit, total, taken: Math.min(taken, total), promised: 0 });
  }

  freeOf(key: string): number {
    const places = this.places.get(key);
    return places === undefined ? 0 : places.total - places.taken - places.promised;
  }

  /** Places that nobody sleeps in tonight, promised or not. */
  emptyOf(key: string): number {
    const places = this.places.get(key);
    return places === undefined ? 0 : places.total - places.taken;
  }

  promise(key: string, quantity: number): void {
    const places = this.places.get(key);
    if (places !== undefined) places.promised = Math.max(0, places.promised + quantity);
  }

  take(key: string, quantity: number): void {
    const places = this.places.get(key);
    if (places !== undefined) places.taken += quantity;
  }

  leave(key: string, quantity: number): void {
    const places = this.places.get(key);
    if (places !== undefined) places.taken = Math.max(0, places.taken - quantity);
  }

  /** More places (or, negative, fewer) are there from now on. */
  addPlaces(key: string, quantity: number): void {
    const places = this.places.get(key);
    if (places !== undefined) places.total = Math.max(0, places.total + quantity);
  }

  /** Forgets the places of days that are over. */
  forgetBefore(date: string): void {
    for (const [key, { unit }] of this.places) {
      if (unit.date !== undefined && unit.date < date) this.places.delete(key);
    }
  }

  /** What somebody with a clipboard counts, off by `mistake` in the first kind of place. */
  count(mistake: number): readonly ReportedUnit[] {
    let left = mistake;
    return [...this.places.values()].map(({ unit, total, taken }) => {
      const occupied = Math.max(0, taken + left);
      left = 0;
      return { ...unit, total, occupied };
    });
  }

  /** Looks in once: how much of the house is taken tonight, or was today. */
  noteLoad(today: string): void {
    let total = 0;
    let taken = 0;
    for (const places of this.places.values()) {
      if (places.unit.date !== undefined && places.unit.date !== today) continue;
      total += places.total;
      taken += places.taken;
    }
    if (total === 0) return;
    this.loads += taken / total;
    this.looks += 1;
  }

  /** Part of its places that were taken, 0..1 and more, in the mean of all looks; null before the first. */
  meanLoad(): number | null {
    return this.looks === 0 ? null : this.loads / this.looks;
  }
}

const WEEKDAYS = ['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'] as const;

/** True of a local date on which the house opens its doors at all. */
export function isOpenOn({ plan }: House, date: string): boolean {
  const { opening } = plan.listing;
  const day = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return opening === undefined || opening.hours.some(({ days }) => day !== undefined && days.includes(day));
}
