import type {
  Accessibility,
  AgeGroup,
  Freshness,
  Gender,
  NeedKind,
  ServiceListing,
  UnitType,
} from '@havre/events';
import { scheduleOf, type Closure, type Schedule } from './opening.js';

/** One kind of place of a service and what is known of its counts. */
export interface Slot {
  /** Names this kind of place in the whole city, `slotKey`. */
  readonly key: string;
  readonly unitType: UnitType;
  readonly sleeps?: number;
  /** Local date the places belong to; absent: now, until further notice. */
  readonly date?: string;
  /** Local time at which the places start, for an appointment, `HH:MM`. */
  readonly time?: string;
  readonly total: number;
  readonly available: number;
  readonly freshness: Freshness;
  /** When the provider counted, in epoch milliseconds. */
  readonly reportedAt: number;
  /** When the counts last changed for any reason, in epoch milliseconds. */
  readonly updatedAt: number;
}

/** One version of what a provider says of its service, as stored. */
export interface DirectoryEntry {
  /** Names this version of this entry for good: an explanation refers to it. */
  readonly key: number;
  readonly serviceId: string;
  readonly provider: string;
  readonly listing: ServiceListing;
  readonly closure?: Closure;
}

/** A service as matching reads it: an entry made ready, and its places. */
export interface Service {
  readonly entry: DirectoryEntry;
  readonly kind: NeedKind;
  readonly ages: number;
  /** Genders taken in; 0: all. */
  readonly genders: number;
  readonly accessibility: number;
  readonly languages: ReadonlySet<string>;
  readonly schedule: Schedule;
  /** Features that somebody else may need more: see `ranking.ts`. */
  readonly scarce: { readonly women: number; readonly pets: number };
  readonly seed: number;
  readonly slots: readonly Slot[];
}

/** Names one kind of place of a service, as the ledger of places tells them apart. */
export function slotKey(
  serviceId: string,
  unit: Pick<Slot, 'unitType' | 'sleeps' | 'date' | 'time'>,
): string {
  const key = `${serviceId} ${unit.unitType} ${unit.sleeps ?? ''} ${unit.date ?? ''}`;
  return unit.time === undefined ? key : `${key} ${unit.time}`;
}

/** Prepares an entry for matching. Hours in an unknown time zone are read on the city's clock. */
export function serviceOf(entry: DirectoryEntry, slots: readonly Slot[], cityZone: string): Service {
  const { listing } = entry;
  const genders = listing.accepts.genders ?? [];
  return {
    entry,
    kind: listing.kind,
    ages: maskOf(AGE_BITS, listing.accepts.ageGroups),
    genders: genders.length === 3 ? 0 : maskOf(GENDER_BITS, genders),
    accessibility: maskOf(ACCESSIBILITY_BITS, listing.accessibility ?? []),
    languages: new Set(listing.languages.map(primaryLanguage)),
    schedule: scheduleOf(listing.opening, entry.closure, cityZone),
    scarce: { women: genders.length === 0 ? 0 : 2, pets: listing.pets === undefined ? 0 : 1 },
    seed: hashOf(entry.serviceId),
    slots,
  };
}

/** The language of a tag without script and region. */
export function primaryLanguage(tag: string): string {
  const end = tag.indexOf('-');
  return end < 0 ? tag : tag.slice(0, end);
}

export const AGE_BITS: Readonly<Record<AgeGroup, number>> = {
  infant: 1,
  child: 2,
  youth: 4,
  adult: 8,
  senior: 16,
};

export const GENDER_BITS: Readonly<Record<Gender, number>> = { woman: 1, man: 2, another: 4 };

export const ACCESSIBILITY_BITS: Readonly<Record<Accessibility, number>> = {
  'step-free': 1,
  'ground-floor': 2,
  'accessible-bathroom': 4,
  'hearing-support': 8,
  'visual-support': 16,
  'refrigerated-medication': 32,
  'low-stimulation': 64,
};

/** The bits of some codes, together. */
export function maskOf<C extends string>(bits: Readonly<Record<C, number>>, codes: readonly C[]): number {
  return codes.reduce((mask, code) => mask | bits[code], 0);
}

/** A stable 32-bit hash (FNV-1a), only ever used to break ties evenly. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** How many people one place of a service sleeps; a place that does not say takes its largest household. */
export function sleepsIn(service: Service, { sleeps }: { readonly sleeps?: number }): number {
  return sleeps ?? service.entry.listing.accepts.maxHousehold;
}
