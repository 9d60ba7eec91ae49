/** What is counted, in the order in which it is shown. */
export const TALLY_NAMES = [
  'published',
  'dropped',
  'needs',
  'offered',
  'accepted',
  'declined',
  'arrived',
  'waitlisted',
  'unplaced',
] as const;

export type TallyName = (typeof TALLY_NAMES)[number];

/** Counts of the demo's day; nothing else of it is kept. */
export class Tally {
  readonly #counts = new Map<TallyName, number>(TALLY_NAMES.map((name) => [name, 0]));

  count(name: TallyName, by = 1): void {
    this.#counts.set(name, this.of(name) + by);
  }

  of(name: TallyName): number {
    return this.#counts.get(name) ?? 0;
  }

  rows(): readonly (readonly [TallyName, number])[] {
    return [...this.#counts];
  }
}
