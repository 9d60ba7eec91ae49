/** The decisions of the ledger of places, without clock, store or log: what a simulation plays with. */
export { agesAt, freshnessOf, SERVICE_KINDS, type Freshness, type ServiceKind } from './freshness.js';
export { isDue, isLive, type Hold, type HoldState, type RefusalReason } from './hold.js';
export type { LedgerCommand, ReportedUnit } from './ledger-command.js';
export { isHoldEffect, type LedgerEffect } from './ledger-effect.js';
export { availableOf, deficitOf, type LedgerRow } from './ledger-row.js';
export type { Adjustment, Movement, MovementKind } from './movement.js';
export type { LedgerTerms } from './ledger-terms.js';
export { decide } from './ledger.js';
export type { OpeningHours } from './opening-hours.js';
export { ServiceBook, type RowChange, type ServiceSnapshot } from './service-book.js';
export { zoneOf, type Closure, type Listing, type ServiceLimits } from './service-view.js';
export { isOver, overAt, unitKey, unitOf, type Unit } from './unit.js';
