import type { Position, Verdict } from './verdict.js';

type Listener = (verdict: Verdict) => void;

/** A verdict may be read before the broker has told where its event stands: so many are kept for that. */
const DEFAULT_EARLY = 10_000;

/** Brings verdicts to whoever waits for that position, whichever of the two comes first. */
export class VerdictBoard {
  readonly #listeners = new Map<string, Listener>();
  readonly #early = new Map<string, Verdict>();

  constructor(readonly keptEarly: number = DEFAULT_EARLY) {}

  post(position: Position, verdict: Verdict): void {
    const name = nameOf(position);
    const listener = this.#listeners.get(name);
    if (listener !== undefined) {
      listener(verdict);
      return;
    }
    this.#early.set(name, verdict);
    for (const oldest of this.#early.keys()) {
      if (this.#early.size <= this.keptEarly) return;
      this.#early.delete(oldest);
    }
  }

  listen(position: Position, listener: Listener): void {
    const name = nameOf(position);
    this.#listeners.set(name, listener);
    const early = this.#early.get(name);
    this.#early.delete(name);
    if (early !== undefined) listener(early);
  }

  leave(position: Position): void {
    this.#listeners.delete(nameOf(position));
  }

  /** Positions that somebody waits for. */
  get waiting(): number {
    return this.#listeners.size;
  }
}

function nameOf({ partition, offset }: Position): string {
  return `${String(partition)}:${offset}`;
}
