/** Something that happens at an instant of the virtual clock. */
interface Appointment {
  readonly at: number;
  /** Breaks ties: what was written down first happens first. */
  readonly order: number;
  readonly act: () => void;
}

/**
 * The virtual clock and everything that will happen on it. Time jumps from one appointment to the next; two at the same
 * instant happen in the order in which they were made, so the same appointments always make the same day.
 */
export class Agenda {
  #now: number;
  #made = 0;
  #done = 0;
  readonly #heap: Appointment[] = [];

  /** @param start epoch milliseconds of the virtual clock */
  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  /** How many appointments have been kept. */
  get done(): number {
    return this.#done;
  }

  /** At an instant, epoch milliseconds; one that has passed means now. */
  at(instant: number, act: () => void): void {
    const heap = this.#heap;
    const made: Appointment = { at: Math.max(Math.ceil(instant), this.#now), order: this.#made++, act };
    let place = heap.length;
    heap.push(made);
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(made, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = made;
  }

  after(milliseconds: number, act: () => void): void {
    this.at(this.#now + milliseconds, act);
  }

  /** Lets time go by up to and including `end`. What comes later is left undone. */
  runUntil(end: number): void {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.at > end) break;
      this.#takeFirst();
      this.#now = next.at;
      this.#done += 1;
      next.act();
    }
    this.#now = Math.max(this.#now, end);
  }

  #takeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    for (;;) {
      const child = this.#smallerChild(place);
      const below = heap[child];
      if (below === undefined || !isBefore(below, last)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = last;
  }

  #smallerChild(place: number): number {
    const left = 2 * place + 1;
    const [one, other] = [this.#heap[left], this.#heap[left + 1]];
    return one !== undefined && other !== undefined && isBefore(other, one) ? left + 1 : left;
  }
}

function isBefore(one: Appointment, other: Appointment): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
