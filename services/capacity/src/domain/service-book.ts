import { withArrival, withDeparture, withHeld, withNothingToOffer, withReport } from './evolve-row.js';
import { isLive, type Hold } from './hold.js';
import {
  isHoldEffect,
  type CountsReported,
  type HoldConfirmed,
  type HoldEffect,
  type HoldExpired,
  type HoldOccupied,
  type HoldReleased,
  type LedgerEffect,
} from './ledger-effect.js';
import type { LedgerRow } from './ledger-row.js';
import type { Closure, Listing, ServiceView } from './service-view.js';
import { unitKey } from './unit.js';

/** A row that a batch touched. */
export interface RowChange {
  readonly before: LedgerRow | undefined;
  /**
   * What to write, in order. Usually one; a report that comes after holds of the same batch starts another, so that
   * each write alone obeys the rule that holds never cause a deficit.
   */
  readonly steps: readonly LedgerRow[];
}

export interface HoldChange {
  readonly before: Hold | undefined;
  readonly after: Hold;
}

/** What a service was when it was read: the rows and the holds that matter to the commands at hand. */
export interface ServiceSnapshot {
  readonly serviceId: string;
  readonly listing: Listing | null;
  readonly closure: Closure | null;
  readonly rows: readonly LedgerRow[];
  readonly holds: readonly Hold[];
}

/** Working copy of one service while a batch is decided: remembers what to write. */
export class ServiceBook implements ServiceView {
  readonly serviceId: string;
  readonly listing: Listing | null;
  private currentClosure: Closure | null;
  private hasNewClosure = false;
  private readonly currentRows: Map<string, LedgerRow>;
  private readonly currentHolds: Map<string, Hold>;
  private readonly touchedRows = new Map<string, { before: LedgerRow | undefined; steps: LedgerRow[] }>();
  private readonly touchedHolds = new Map<string, Hold | undefined>();

  constructor(snapshot: ServiceSnapshot) {
    this.serviceId = snapshot.serviceId;
    this.listing = snapshot.listing;
    this.currentClosure = snapshot.closure;
    this.currentRows = new Map(snapshot.rows.map((row) => [unitKey(row.unit), row]));
    this.currentHolds = new Map(snapshot.holds.map((hold) => [hold.holdId, hold]));
  }

  get closure(): Closure | null {
    return this.currentClosure;
  }

  row(key: string): LedgerRow | undefined {
    return this.currentRows.get(key);
  }

  rows(): Iterable<LedgerRow> {
    return this.currentRows.values();
  }

  hold(holdId: string): Hold | undefined {
    return this.currentHolds.get(holdId);
  }

  holds(): Iterable<Hold> {
    return this.currentHolds.values();
  }

  /** Takes one effect in. Effects that only answer change nothing. */
  apply(effect: LedgerEffect): void {
    if (isHoldEffect(effect)) this.applyToHold(effect);
    else this.applyToService(effect);
  }

  changedRows(): readonly RowChange[] {
    return [...this.touchedRows.values()];
  }

  changedHolds(): readonly HoldChange[] {
    return [...this.touchedHolds].flatMap(([holdId, before]) => {
      const after = this.currentHolds.get(holdId);
      return after === undefined ? [] : [{ before, after }];
    });
  }

  newClosure(): Closure | null {
    return this.hasNewClosure ? this.currentClosure : null;
  }

  private applyToHold(effect: HoldEffect): void {
    switch (effect.kind) {
      case 'hold-placed':
        return this.place(effect.hold);
      case 'hold-refused':
        if (effect.recorded !== null) this.writeHold(effect.recorded);
        return;
      case 'hold-confirmed':
        return this.confirm(effect);
      case 'hold-occupied':
        return this.occupy(effect);
      case 'hold-released':
        return this.release(effect);
      case 'hold-expired':
        return this.expire(effect);
    }
  }

  private applyToService(effect: Exclude<LedgerEffect, HoldEffect>): void {
    switch (effect.kind) {
      case 'counts-reported':
        return this.report(effect);
      case 'counts-confirmed':
        return this.reviseRow(effect.unitKey, (row) => ({ ...row, reportedAt: effect.reportedAt }));
      case 'availability-corrected':
        return this.reviseRow(effect.unitKey, withNothingToOffer);
      case 'report-aged':
        return this.reviseRow(effect.unitKey, (row) => row);
      case 'service-closed':
        this.currentClosure = { from: effect.from, until: effect.until, saidAt: effect.saidAt };
        this.hasNewClosure = true;
        return;
      case 'answered-again':
      case 'not-applied':
      case 'listing-awaited':
        return;
    }
  }

  private place(hold: Hold): void {
    this.writeHold(hold);
    this.reviseRow(hold.unitKey, (row) => withHeld(row, hold.publisher, hold.quantity));
  }

  private report(effect: CountsReported): void {
    const key = unitKey(effect.unit);
    const row = this.currentRows.get(key);
    const touched = this.touchedRows.get(key);
    const heldBeforeStep = touched?.steps.at(-2)?.held ?? touched?.before?.held ?? 0;
    const startsStep = touched !== undefined && (row?.held ?? 0) > heldBeforeStep;
    this.writeRow(key, withReport(row, effect), startsStep);
  }

  private confirm({ holdId, expiresAt, journeyFrom }: HoldConfirmed): void {
    const hold = this.currentHolds.get(holdId);
    if (hold !== undefined) this.writeHold({ ...hold, state: 'confirmed', expiresAt, journeyFrom });
  }

  private occupy({ holdId, at }: HoldOccupied): void {
    const hold = this.currentHolds.get(holdId);
    if (hold === undefined) return;
    this.giveBack(hold);
    this.reviseRow(hold.unitKey, (row) => withArrival(row, hold.quantity, at));
    this.writeHold({ ...hold, state: 'occupied', occupiedAt: at, leftAt: null, settledAt: at });
  }

  private release({ holdId, at }: HoldReleased): void {
    const hold = this.currentHolds.get(holdId);
    if (hold === undefined) return;
    this.giveBack(hold);
    const leftAt = hold.state === 'occupied' ? at : null;
    if (leftAt !== null) this.reviseRow(hold.unitKey, (row) => withDeparture(row, hold.quantity, at));
    this.writeHold({ ...hold, state: 'released', leftAt, settledAt: at });
  }

  private expire({ holdId, at }: HoldExpired): void {
    const hold = this.currentHolds.get(holdId);
    if (hold === undefined) return;
    this.giveBack(hold);
    this.writeHold({ ...hold, state: 'expired', settledAt: at });
  }

  private giveBack(hold: Hold): void {
    if (isLive(hold)) this.reviseRow(hold.unitKey, (row) => withHeld(row, hold.publisher, -hold.quantity));
  }

  private reviseRow(key: string, revise: (row: LedgerRow) => LedgerRow): void {
    const row = this.currentRows.get(key);
    if (row !== undefined) this.writeRow(key, revise(row), false);
  }

  private writeRow(key: string, row: LedgerRow, startsStep: boolean): void {
    const touched = this.touchedRows.get(key);
    if (touched === undefined) this.touchedRows.set(key, { before: this.currentRows.get(key), steps: [row] });
    else if (startsStep) touched.steps.push(row);
    else touched.steps[touched.steps.length - 1] = row;
    this.currentRows.set(key, row);
  }

  private writeHold(hold: Hold): void {
    if (!this.touchedHolds.has(hold.holdId)) {
      this.touchedHolds.set(hold.holdId, this.currentHolds.get(hold.holdId));
    }
    this.currentHolds.set(hold.holdId, hold);
  }
}
