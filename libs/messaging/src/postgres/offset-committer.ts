import type { EventLogError } from '../event-log-error.js';
import { toEventLogError } from '../fault.js';
import type { GroupMembership, OffsetCommit } from './group-membership.js';

interface PendingCommit {
  readonly commits: readonly OffsetCommit[];
  readonly resolve: (owned: ReadonlySet<number>) => void;
  readonly reject: (error: EventLogError) => void;
}

/** Commits of lanes that finish at about the same time share one round trip. */
export class OffsetCommitter {
  #pending: PendingCommit[] = [];
  #isRunning = false;

  constructor(private readonly membership: GroupMembership) {}

  /** Resolves to the ids of the partitions whose lease was still ours; of the others nothing is committed. */
  commit(commits: readonly OffsetCommit[]): Promise<ReadonlySet<number>> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ commits, resolve, reject });
      if (!this.#isRunning) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#isRunning = true;
    await Promise.resolve();
    while (this.#pending.length > 0) await this.#write(this.#pending.splice(0));
    this.#isRunning = false;
  }

  async #write(batch: readonly PendingCommit[]): Promise<void> {
    try {
      const done = await this.membership.commit(batch.flatMap(({ commits }) => commits));
      for (const { resolve } of batch) resolve(done);
    } catch (error) {
      const fault = toEventLogError(error);
      for (const { reject } of batch) reject(fault);
    }
  }
}
