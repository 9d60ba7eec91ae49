import { UnavailableFault } from './unavailable-fault.js';

export interface GroupCommitOptions<In> {
  /** The most weight that is committed together; one input heavier than that goes alone. */
  readonly maxWeight: number;
  /** The most weight that may wait; beyond it, inputs are turned away at once. */
  readonly maxWaiting: number;
  /** Longest time one group may take before its callers are told that it failed, in milliseconds. */
  readonly deadlineMs: number;
  readonly weigh: (input: In) => number;
}

interface Waiting<In, Out> {
  readonly input: In;
  readonly weight: number;
  readonly resolve: (output: Out) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Commits the inputs of concurrent callers together. One group is under way at a time; what arrives meanwhile
 * forms the next one, so a lone caller waits for nobody and many callers share one transaction.
 */
export class GroupCommit<In, Out> {
  readonly #commit: (group: readonly In[]) => Promise<readonly Out[]>;
  readonly #options: GroupCommitOptions<In>;
  #waiting: Waiting<In, Out>[] = [];
  #waitingWeight = 0;
  #running: Promise<void> | undefined;

  /** `commit` answers a group with one output for each input, in the same order. */
  constructor(commit: (group: readonly In[]) => Promise<readonly Out[]>, options: GroupCommitOptions<In>) {
    this.#commit = commit;
    this.#options = options;
  }

  /** @throws UnavailableFault `overloaded` when too much waits, `timed-out` past the deadline; else what `commit` threw. */
  submit(input: In): Promise<Out> {
    const weight = this.#options.weigh(input);
    if (this.#waiting.length > 0 && this.#waitingWeight + weight > this.#options.maxWaiting) {
      return Promise.reject(new UnavailableFault('overloaded'));
    }
    return new Promise<Out>((resolve, reject) => {
      this.#waiting.push({ input, weight, resolve, reject });
      this.#waitingWeight += weight;
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of the event loop gathers everything that has already arrived.
    await new Promise((resume) => setImmediate(resume));
    while (this.#waiting.length > 0) await this.#commitGroup(this.#takeGroup());
    this.#running = undefined;
  }

  #takeGroup(): readonly Waiting<In, Out>[] {
    let weight = 0;
    let size = 0;
    for (const { weight: next } of this.#waiting) {
      if (size > 0 && weight + next > this.#options.maxWeight) break;
      weight += next;
      size += 1;
    }
    this.#waitingWeight -= weight;
    return this.#waiting.splice(0, size);
  }

  async #commitGroup(group: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const outputs = await this.#beforeDeadline(this.#commit(group.map(({ input }) => input)));
      group.forEach(({ resolve, reject }, index) => {
        const output = outputs[index];
        if (output === undefined) reject(new UnavailableFault('unanswered'));
        else resolve(output);
      });
    } catch (fault) {
      for (const { reject } of group) reject(fault);
    }
  }

  async #beforeDeadline<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new UnavailableFault('timed-out'));
      }, this.#options.deadlineMs);
    });
    try {
      return await Promise.race([work, deadline]);
    } finally {
      clearTimeout(timer);
    }
  }
}
