/** Counts by code, in the order of the codes and not of their first appearance. */
export class Counts {
  private readonly counts = new Map<string, number>();

  add(code: string, by = 1): void {
    this.counts.set(code, this.of(code) + by);
  }

  of(code: string): number {
    return this.counts.get(code) ?? 0;
  }

  get total(): number {
    let sum = 0;
    for (const count of this.counts.values()) sum += count;
    return sum;
  }

  toJSON(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.counts].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}
