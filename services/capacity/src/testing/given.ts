import type { ServiceSnapshot } from '../domain/service-book.js';
import { ServiceBook } from '../domain/service-book.js';
import type {
  AdjustPlaces,
  LedgerCommand,
  PlaceHold,
  ReportCounts,
  VacatePlaces,
  WalkIn,
} from '../domain/ledger-command.js';
import type { LedgerEffect } from '../domain/ledger-effect.js';
import { decide } from '../domain/ledger.js';
import type { LedgerRow } from '../domain/ledger-row.js';
import type { LedgerTerms } from '../domain/ledger-terms.js';
import type { Adjustment } from '../domain/movement.js';
import { unitKey, type Unit } from '../domain/unit.js';

export const MINUTE = 60_000;
/** 2026-11-22T21:00:00Z, a Sunday. */
export const NOW = Date.UTC(2026, 10, 22, 21);
export const OWNER = '/providers/maison-bonaventure';
export const SERVICE = 'maison-bonaventure-lits';
export const BEDS: Unit = { unitType: 'bed' };

export const TERMS: LedgerTerms = {
  publisherShare: 1,
  placesPerNeed: 20,
  timeZone: 'America/Toronto',
  journeyLimitMinutes: {
    shelter: 120,
    housing: 120,
    food: 120,
    health: 120,
    integration: 120,
    recreation: 120,
  },
  ageLimits: {
    shelter: { staleMinutes: 120, expiredMinutes: 480 },
    housing: { staleMinutes: 1440, expiredMinutes: 10_080 },
    food: { staleMinutes: 720, expiredMinutes: 2880 },
    health: { staleMinutes: 720, expiredMinutes: 2880 },
    integration: { staleMinutes: 1440, expiredMinutes: 10_080 },
    recreation: { staleMinutes: 1440, expiredMinutes: 10_080 },
  },
};

/** A hold id that says its number. */
export function holdId(number: number): string {
  return `0198c0de-0003-7000-8000-${String(number).padStart(12, '0')}`;
}

/** A listed, never closed, never reported service. */
export function emptyService(changes: Partial<ServiceSnapshot> = {}): ServiceBook {
  return new ServiceBook({
    serviceId: SERVICE,
    listing: { owner: OWNER, isListed: true, kind: 'shelter', opening: null },
    closure: null,
    rows: [],
    holds: [],
    ...changes,
  });
}

export function report(total: number, occupied: number, saidAt = NOW, unit: Unit = BEDS): ReportCounts {
  return {
    kind: 'report-counts',
    source: OWNER,
    saidAt,
    mayWait: false,
    units: [{ ...unit, total, occupied }],
  };
}

export function place(number: number, changes: Partial<PlaceHold> = {}): PlaceHold {
  return {
    kind: 'place-hold',
    holdId: holdId(number),
    unit: BEDS,
    quantity: 1,
    publisher: '/departments/accueil',
    offerMinutes: 15,
    ...changes,
  };
}

export const confirm = (number: number, journeyMinutes = 90): LedgerCommand => ({
  kind: 'confirm-hold',
  holdId: holdId(number),
  journeyMinutes,
});
export const occupy = (number: number, arrivedAt: number): LedgerCommand => ({
  kind: 'occupy-place',
  holdId: holdId(number),
  arrivedAt,
});
export const release = (number: number, releasedAt: number, correctAvailability = false): LedgerCommand => ({
  kind: 'release-hold',
  holdId: holdId(number),
  releasedAt,
  correctAvailability,
});
export const expire = (number: number): LedgerCommand => ({ kind: 'expire-hold', holdId: holdId(number) });

let statements = 0;
const statement = (quantity: number, saidAt: number) =>
  ({
    statementId: `statement-${String(++statements)}`,
    source: OWNER,
    saidAt,
    mayWait: false,
    unit: BEDS,
    quantity,
  }) as const;

export const walkIn = (quantity: number, saidAt = NOW): WalkIn => ({
  kind: 'walk-in',
  ...statement(quantity, saidAt),
});
export const vacate = (quantity: number, saidAt = NOW): VacatePlaces => ({
  kind: 'vacate-places',
  ...statement(quantity, saidAt),
  readyAt: null,
});
export function adjust(
  change: Adjustment,
  quantity: number,
  { saidAt = NOW, ...changes }: Partial<AdjustPlaces> = {},
): AdjustPlaces {
  return {
    kind: 'adjust-places',
    ...statement(quantity, saidAt),
    change,
    reason: 'other',
    until: null,
    ...changes,
  };
}
export const endAdjustments = (unit: Unit = BEDS): LedgerCommand => ({
  kind: 'end-adjustments',
  unitKey: unitKey(unit),
});

/** Decides a command on a book and takes its effects in. */
export function tell(
  book: ServiceBook,
  command: LedgerCommand,
  now = NOW,
  terms: LedgerTerms = TERMS,
): readonly LedgerEffect[] {
  const effects = decide(book, command, terms, now);
  for (const effect of effects) book.apply(effect);
  return effects;
}

/** Effects by name, a refusal with its reason: what most tests ask for. */
export function said(effects: readonly LedgerEffect[]): readonly string[] {
  return effects.map((effect) => {
    if (effect.kind === 'hold-refused' || effect.kind === 'not-applied')
      return `${effect.kind} ${effect.reason}`;
    return effect.kind === 'answered-again' ? `again ${effect.answer.kind}` : effect.kind;
  });
}

/** The counts of the beds. */
export function counts(book: ServiceBook, unit: Unit = BEDS): Partial<LedgerRow> {
  const row = book.row(unitKey(unit));
  if (row === undefined) return {};
  const { total, occupied, held, deficit } = row;
  return { total, occupied, held, deficit };
}

/** A service of which so many beds are reported. */
export function beds(total: number, occupied = 0): ServiceBook {
  const book = emptyService();
  tell(book, report(total, occupied));
  return book;
}
