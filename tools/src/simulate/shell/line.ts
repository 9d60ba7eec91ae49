import type { Entry } from './entry.js';

/** Those who wait for one kind of place, in the order of their turns; ids break ties. */
export class Line {
  private readonly waiting: { readonly turn: number; readonly entry: Entry }[] = [];

  get length(): number {
    return this.waiting.length;
  }

  add(entry: Entry, turn: number): void {
    this.waiting.splice(this.placeOf(entry, turn), 0, { turn, entry });
  }

  remove(entry: Entry, turn: number): void {
    const place = this.placeOf(entry, turn);
    if (this.waiting[place]?.entry === entry) this.waiting.splice(place, 1);
  }

  /** From the head of the line. Nobody may join or leave meanwhile. */
  *inOrder(): Iterable<Entry> {
    for (const { entry } of this.waiting) yield entry;
  }

  private placeOf(entry: Entry, turn: number): number {
    let low = 0;
    let high = this.waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.waiting[middle];
      const isBefore =
        there !== undefined &&
        (there.turn < turn || (there.turn === turn && there.entry.referral.id < entry.referral.id));
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
