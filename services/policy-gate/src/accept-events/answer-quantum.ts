export interface AnswerQuantumParts {
  /** Length of a quantum, in milliseconds. */
  readonly quantumMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/**
 * Lets refusals out on a fixed quantum, counted from the moment the request was complete. Whether a word was found at
 * once, a schema failed late, or nothing could be read, the answer comes at the same time.
 */
export class AnswerQuantum {
  readonly #parts: AnswerQuantumParts;

  constructor(parts: AnswerQuantumParts) {
    this.#parts = parts;
  }

  /** The moment from which an answer's quanta are counted. */
  begin(): number {
    return this.#parts.now();
  }

  /** Resolves at the end of the quantum that has begun. */
  async end(begunAt: number): Promise<void> {
    const { quantumMs, now, wait } = this.#parts;
    const elapsed = now() - begunAt;
    const quanta = Math.max(1, Math.ceil(elapsed / quantumMs));
    const left = quanta * quantumMs - elapsed;
    if (left > 0) await wait(left);
  }
}
