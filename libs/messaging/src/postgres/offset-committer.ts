import type { EventLogError } from '../event-log-error.js';
import { toEventLogError } from '../fault.js';
import type { GroupMembership, OffsetCommit } from './group-membership.js';

interface PendingCommit {
  readonly commit: OffsetCommit;
  readonly resolve: (isOwner: boolean) => void;
  readonly reject: (error: EventLogError) => void;
}

/** Commits of partitions that finish at about the same time share one round trip. */
export class OffsetCommitter {
  #pending: PendingCommit[] = [];
  #isRunning = false;

  constructor(private readonly membership: GroupMembership) {}

  /** Resolves to whether the lease was still ours; when it was not, nothing is committed. */
  commit(commit: OffsetCommit): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ commit, resolve, reject });
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
      const done = await this.membership.commit(batch.map(({ commit }) => commit));
      for (const { commit, resolve } of batch) resolve(done.has(commit.partitionId));
    } catch (error) {
      const fault = toEventLogError(error);
      for (const { reject } of batch) reject(fault);
    }
  }
}
