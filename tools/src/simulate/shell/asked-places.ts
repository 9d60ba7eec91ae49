const FORGOTTEN_AFTER_MS = 5_000;

/** Places that were asked for and that the ledger has not yet counted: they only make a candidate less likely. */
export class AskedPlaces {
  private readonly asked = new Map<
    string,
    { readonly slotKey: string; readonly quantity: number; readonly since: number }
  >();
  private readonly quantities = new Map<string, number>();

  add(holdId: string, slotKey: string, quantity: number, now: number): void {
    for (const [oldest, { since }] of this.asked) {
      if (since >= now - FORGOTTEN_AFTER_MS) break;
      this.settle(oldest);
    }
    this.settle(holdId);
    this.asked.set(holdId, { slotKey, quantity, since: now });
    this.quantities.set(slotKey, this.of(slotKey) + quantity);
  }

  settle(holdId: string): void {
    const asked = this.asked.get(holdId);
    if (asked === undefined) return;
    this.asked.delete(holdId);
    const left = this.of(asked.slotKey) - asked.quantity;
    if (left > 0) this.quantities.set(asked.slotKey, left);
    else this.quantities.delete(asked.slotKey);
  }

  of(slotKey: string): number {
    return this.quantities.get(slotKey) ?? 0;
  }
}
