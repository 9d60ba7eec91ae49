import type { Freshness } from '../domain/freshness.js';
import type { Hold, HoldState, RefusalReason } from '../domain/hold.js';
import type { LedgerRow } from '../domain/ledger-row.js';
import type { UnitType } from '../domain/unit.js';
import { toInstantOrNull, toText } from './instants.js';

/** A row of table `ledger` as JSON. */
export interface LedgerRecord {
  readonly ledger_id: number;
  readonly service_id: string;
  readonly unit_key: string;
  readonly unit_type: UnitType;
  readonly sleeps: number | null;
  readonly day: string | null;
  readonly start_time: string | null;
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly held_by: Readonly<Record<string, number>>;
  readonly deficit: number;
  readonly reported_total: number;
  readonly reported_occupied: number;
  readonly funded: number | null;
  readonly adjusted: number;
  readonly withheld: number;
  readonly out_of_service: number;
  readonly surge: number;
  readonly ends_at: string | null;
  readonly drift: number | null;
  readonly said_at: string | null;
  readonly counted_at: string | null;
  readonly reported_at: string | null;
  readonly reports: number;
  readonly freshness: Freshness;
  readonly is_over: boolean;
  readonly version: number;
}

/** A row of table `hold` as JSON. */
export interface HoldRecord {
  readonly hold_id: string;
  readonly service_id: string;
  readonly ledger_id: number | null;
  readonly unit_key: string;
  readonly quantity: number;
  readonly publisher: string;
  readonly state: HoldState;
  readonly refusal: RefusalReason | null;
  readonly offer_expires_at: string | null;
  readonly expires_at: string | null;
  readonly journey_from: string | null;
  readonly occupied_at: string | null;
  readonly left_at: string | null;
  readonly settled_at: string | null;
}

export function toLedgerRow(record: LedgerRecord): LedgerRow {
  return {
    unit: {
      unitType: record.unit_type,
      ...(record.sleeps !== null && { sleeps: record.sleeps }),
      ...(record.day !== null && { date: record.day }),
      ...(record.start_time !== null && { time: record.start_time }),
    },
    total: record.total,
    occupied: record.occupied,
    held: record.held,
    heldBy: record.held_by,
    deficit: record.deficit,
    reportedTotal: record.reported_total,
    reportedOccupied: record.reported_occupied,
    funded: record.funded,
    adjusted: record.adjusted,
    withheld: record.withheld,
    outOfService: record.out_of_service,
    surge: record.surge,
    endsAt: toInstantOrNull(record.ends_at),
    drift: record.drift,
    saidAt: toInstantOrNull(record.said_at),
    countedAt: toInstantOrNull(record.counted_at),
    reportedAt: toInstantOrNull(record.reported_at),
    reports: record.reports,
    freshness: record.freshness,
    isOver: record.is_over,
  };
}

export function toHold(record: HoldRecord): Hold {
  return {
    holdId: record.hold_id,
    serviceId: record.service_id,
    unitKey: record.unit_key,
    quantity: record.quantity,
    publisher: record.publisher,
    state: record.state,
    refusal: record.refusal,
    offerExpiresAt: toInstantOrNull(record.offer_expires_at),
    expiresAt: toInstantOrNull(record.expires_at),
    journeyFrom: toInstantOrNull(record.journey_from),
    occupiedAt: toInstantOrNull(record.occupied_at),
    leftAt: toInstantOrNull(record.left_at),
    settledAt: toInstantOrNull(record.settled_at),
  };
}

export function toHoldRecord(hold: Hold, ledgerId: number | null): HoldRecord {
  return {
    hold_id: hold.holdId,
    service_id: hold.serviceId,
    ledger_id: ledgerId,
    unit_key: hold.unitKey,
    quantity: hold.quantity,
    publisher: hold.publisher,
    state: hold.state,
    refusal: hold.refusal,
    offer_expires_at: toText(hold.offerExpiresAt),
    expires_at: toText(hold.expiresAt),
    journey_from: toText(hold.journeyFrom),
    occupied_at: toText(hold.occupiedAt),
    left_at: toText(hold.leftAt),
    settled_at: toText(hold.settledAt),
  };
}

/** What an update writes of a ledger row. */
export interface LedgerUpdate {
  readonly ledger_id: number;
  /** As it was read, or as the write before in the same transaction left it. */
  readonly version: number;
  readonly [column: string]: unknown;
}

export function toLedgerUpdate(
  ledgerId: number,
  version: number,
  row: LedgerRow,
  agesAt: number | null,
): LedgerUpdate {
  return {
    ledger_id: ledgerId,
    version,
    total: row.total,
    occupied: row.occupied,
    held: row.held,
    held_by: row.heldBy,
    deficit: row.deficit,
    reported_total: row.reportedTotal,
    reported_occupied: row.reportedOccupied,
    funded: row.funded,
    adjusted: row.adjusted,
    withheld: row.withheld,
    out_of_service: row.outOfService,
    surge: row.surge,
    ends_at: toText(row.endsAt),
    drift: row.drift,
    said_at: toText(row.saidAt),
    counted_at: toText(row.countedAt),
    reported_at: toText(row.reportedAt),
    reports: row.reports,
    freshness: row.freshness,
    is_over: row.isOver,
    ages_at: toText(agesAt),
  };
}
