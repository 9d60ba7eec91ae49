import { Injectable } from '@nestjs/common';

const FORGOTTEN_AFTER_MS = 5_000;

interface PendingHold {
  readonly slotKey: string;
  readonly quantity: number;
  readonly since: number;
}

/**
 * Places that this process has asked for and that the ledger has not yet counted. Only ever makes a candidate less
 * likely, never impossible, so it need not be exact: an outcome that another replica hears is forgotten after a while.
 */
@Injectable()
export class PendingHolds {
  private readonly holds = new Map<string, PendingHold>();
  private readonly quantities = new Map<string, number>();

  add(holdId: string, slotKey: string, quantity: number, now: number): void {
    this.forgetBefore(now - FORGOTTEN_AFTER_MS);
    this.settle(holdId);
    this.holds.set(holdId, { slotKey, quantity, since: now });
    this.quantities.set(slotKey, this.of(slotKey) + quantity);
  }

  /** The ledger has answered. */
  settle(holdId: string): void {
    const hold = this.holds.get(holdId);
    if (hold === undefined) return;
    this.holds.delete(holdId);
    const left = this.of(hold.slotKey) - hold.quantity;
    if (left > 0) this.quantities.set(hold.slotKey, left);
    else this.quantities.delete(hold.slotKey);
  }

  of(slotKey: string): number {
    return this.quantities.get(slotKey) ?? 0;
  }

  /** Held in the order in which they were asked for, so the oldest come first. */
  private forgetBefore(instant: number): void {
    for (const [holdId, { since }] of this.holds) {
      if (since >= instant) return;
      this.settle(holdId);
    }
  }
}
