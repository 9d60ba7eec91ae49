import type { EventLog, OutgoingRecord } from '../event-log.js';
import { EventLogError } from '../event-log-error.js';

/** A log that keeps what is appended, for specs whose subject is what comes before the log. */
export class RecordingLog implements EventLog {
  readonly kind = 'postgresql';
  readonly appended: OutgoingRecord[] = [];
  /** Appends fail in a retriable way while this is set. */
  isAway = false;

  append(records: readonly OutgoingRecord[]): Promise<void> {
    if (this.isAway) return Promise.reject(new EventLogError('unavailable'));
    this.appended.push(...records);
    return Promise.resolve();
  }

  ensureTopics(): Promise<void> {
    return Promise.resolve();
  }

  subscribe(): Promise<never> {
    return Promise.reject(new EventLogError('internal'));
  }

  lag(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  deleteBefore(): Promise<void> {
    return Promise.resolve();
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
