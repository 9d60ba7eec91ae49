import type { Agenda } from '../agenda.js';
import type { Entry } from './entry.js';

const SECOND_MS = 1_000;

/** When the clock has something to do with whom. The sweep comes by once a second and takes all who are due together. */
export class DueTimes {
  private readonly seconds = new Map<number, Entry[]>();

  constructor(
    private readonly agenda: Agenda,
    private readonly sweep: (due: readonly Entry[]) => void,
  ) {}

  /** Replaces the time of a referral; null: nothing is due. */
  set(entry: Entry, at: number | null): void {
    const second = at === null ? null : Math.ceil(Math.max(at, this.agenda.now + 1) / SECOND_MS);
    if (entry.dueSecond === second) return;
    entry.dueSecond = second;
    if (second === null) return;
    const others = this.seconds.get(second);
    if (others !== undefined) others.push(entry);
    else this.open(second, entry);
  }

  private open(second: number, entry: Entry): void {
    const due = [entry];
    this.seconds.set(second, due);
    this.agenda.at(second * SECOND_MS, () => {
      this.seconds.delete(second);
      const still = due.filter(({ dueSecond }) => dueSecond === second);
      for (const each of still) each.dueSecond = null;
      if (still.length > 0) this.sweep([...new Set(still)]);
    });
  }
}
