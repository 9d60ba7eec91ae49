import {
  withAdjusted,
  withArrival,
  withDeparture,
  withHeld,
  withMovements,
  withNothingToOffer,
  withReport,
} from './evolve-row.js';
import { isLive, type Hold } from './hold.js';
import {
  isHoldEffect,
  isMovementEffect,
  type AdjustmentEnded,
  type CountsReported,
  type HoldConfirmed,
  type HoldEffect,
  type HoldExpired,
  type HoldOccupied,
  type HoldReleased,
  type LedgerEffect,
  type MovementEffect,
  type PlacesAdjusted,
} from './ledger-effect.js';
import type { LedgerRow } from './ledger-row.js';
import { inServiceBy, isLowering, type Movement } from './movement.js';
import { MovementShelf } from './movement-shelf.js';
import { RowShelf, type RowChange } from './row-shelf.js';
import type { Closure, Listing, ServiceView } from './service-view.js';
import { unitKey } from './unit.js';

export type { RowChange } from './row-shelf.js';

export interface HoldChange {
  readonly before: Hold | undefined;
  readonly after: Hold;
}

const TOLD = { isTold: true } as const;
const LOWERING = { statement: 'lowering' } as const;

/** What a service was when it was read: the rows and the holds that matter to the commands at hand. */
export interface ServiceSnapshot {
  readonly serviceId: string;
  readonly listing: Listing | null;
  readonly closure: Closure | null;
  readonly rows: readonly LedgerRow[];
  readonly holds: readonly Hold[];
  /** What was said of some places; absent: nothing that matters. */
  readonly movements?: readonly Movement[];
}

/** Working copy of one service while a batch is decided: remembers what to write. */
export class ServiceBook implements ServiceView {
  readonly serviceId: string;
  readonly listing: Listing | null;
  private currentClosure: Closure | null;
  private hasNewClosure = false;
  private readonly shelf: RowShelf;
  private readonly said: MovementShelf;
  private readonly currentHolds: Map<string, Hold>;
  private readonly touchedHolds = new Map<string, Hold | undefined>();

  constructor(snapshot: ServiceSnapshot) {
    this.serviceId = snapshot.serviceId;
    this.listing = snapshot.listing;
    this.currentClosure = snapshot.closure;
    this.shelf = new RowShelf(snapshot.rows);
    this.said = new MovementShelf(snapshot.movements ?? []);
    this.currentHolds = new Map(snapshot.holds.map((hold) => [hold.holdId, hold]));
  }

  get closure(): Closure | null {
    return this.currentClosure;
  }

  row(key: string): LedgerRow | undefined {
    return this.shelf.get(key);
  }

  rows(): Iterable<LedgerRow> {
    return this.shelf.all();
  }

  hold(holdId: string): Hold | undefined {
    return this.currentHolds.get(holdId);
  }

  holds(): Iterable<Hold> {
    return this.currentHolds.values();
  }

  movements(): Iterable<Movement> {
    return this.said.all();
  }

  /** Takes one effect in. Effects that only answer change nothing. */
  apply(effect: LedgerEffect): void {
    if (isHoldEffect(effect)) this.applyToHold(effect);
    else if (isMovementEffect(effect)) this.applyToPlaces(effect);
    else this.applyToService(effect);
  }

  changedRows(): readonly RowChange[] {
    return this.shelf.changes();
  }

  changedMovements(): readonly Movement[] {
    return this.said.changes();
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

  private applyToService(effect: Exclude<LedgerEffect, HoldEffect | MovementEffect>): void {
    switch (effect.kind) {
      case 'counts-reported':
        return this.report(effect);
      case 'counts-confirmed':
        return this.shelf.revise(effect.unitKey, (row) => ({ ...row, reportedAt: effect.reportedAt }), TOLD);
      case 'availability-corrected':
        return this.shelf.revise(effect.unitKey, withNothingToOffer);
      case 'report-aged':
        return this.shelf.revise(effect.unitKey, (row) => row);
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

  private applyToPlaces(effect: MovementEffect): void {
    switch (effect.kind) {
      case 'places-adjusted':
        return this.adjust(effect);
      case 'adjustment-ended':
        return this.endAdjustment(effect);
      case 'places-taken':
      case 'places-left': {
        const { movement } = effect;
        const move = effect.kind === 'places-taken' ? withArrival : withDeparture;
        this.said.add(movement);
        return this.shelf.revise(movement.unitKey, (row) => move(row, movement.quantity, movement.at), TOLD);
      }
      case 'counted-already':
        return this.shelf.revise(effect.unitKey, (row) => row, TOLD);
    }
  }

  private place(hold: Hold): void {
    this.writeHold(hold);
    this.shelf.revise(hold.unitKey, (row) => withHeld(row, hold.publisher, hold.quantity));
  }

  private report(effect: CountsReported): void {
    const key = unitKey(effect.unit);
    for (const movementId of effect.replaced) this.said.replace(movementId);
    const revise = (row: LedgerRow): LedgerRow => withMovements(withReport(row, effect), this.said.of(key));
    this.shelf.reviseOrAdd(effect.unit, revise, { statement: 'count', ...TOLD });
  }

  private adjust({ adjustment, undone }: PlacesAdjusted): void {
    const { unit, change: kind, quantity, at } = adjustment;
    const key = unitKey(unit);
    this.said.adjust(adjustment, undone);
    const revise = (row: LedgerRow): LedgerRow => {
      const adjusted = withAdjusted(row, inServiceBy({ kind, quantity }));
      return withMovements({ ...adjusted, reportedAt: row.reportedAt ?? at }, this.said.of(key));
    };
    this.shelf.reviseOrAdd(unit, revise, { ...(isLowering(kind) && LOWERING), ...TOLD });
  }

  private endAdjustment({ unitKey: key, movementId, at }: AdjustmentEnded): void {
    const places = this.said.end(movementId, at);
    const revise = (row: LedgerRow): LedgerRow => withMovements(withAdjusted(row, places), this.said.of(key));
    this.shelf.revise(key, revise, places < 0 ? LOWERING : {});
  }

  private confirm({ holdId, expiresAt, journeyFrom }: HoldConfirmed): void {
    const hold = this.currentHolds.get(holdId);
    if (hold !== undefined) this.writeHold({ ...hold, state: 'confirmed', expiresAt, journeyFrom });
  }

  private occupy({ holdId, at }: HoldOccupied): void {
    const hold = this.currentHolds.get(holdId);
    if (hold === undefined) return;
    this.giveBack(hold);
    this.shelf.revise(hold.unitKey, (row) => withArrival(row, hold.quantity, at));
    this.writeHold({ ...hold, state: 'occupied', occupiedAt: at, leftAt: null, settledAt: at });
  }

  private release({ holdId, at }: HoldReleased): void {
    const hold = this.currentHolds.get(holdId);
    if (hold === undefined) return;
    this.giveBack(hold);
    const leftAt = hold.state === 'occupied' ? at : null;
    if (leftAt !== null)
      this.shelf.revise(hold.unitKey, (row) => withDeparture(row, hold.quantity, at), TOLD);
    this.writeHold({ ...hold, state: 'released', leftAt, settledAt: at });
  }

  private expire({ holdId, at }: HoldExpired): void {
    const hold = this.currentHolds.get(holdId);
    if (hold === undefined) return;
    this.giveBack(hold);
    this.writeHold({ ...hold, state: 'expired', settledAt: at });
  }

  /**
   * Told even when others take the same places at once and the sums come out equal: whoever was refused meanwhile for want of
   * them would wait beside what is left.
   */
  private giveBack(hold: Hold): void {
    const revise = (row: LedgerRow): LedgerRow => withHeld(row, hold.publisher, -hold.quantity);
    if (isLive(hold)) this.shelf.revise(hold.unitKey, revise, TOLD);
  }

  private writeHold(hold: Hold): void {
    if (!this.touchedHolds.has(hold.holdId)) {
      this.touchedHolds.set(hold.holdId, this.currentHolds.get(hold.holdId));
    }
    this.currentHolds.set(hold.holdId, hold);
  }
}
