import type { EventRecord } from '@havre/events';

import type { AdmissionStore, EventAppender } from '../accept-events/admit-events.js';
import type { Receipt } from '../domain/receipt.js';
import { receiptKey, type Admission } from '../persistence/receipt.repository.js';

/** The receipts of a gate, in memory. */
export class RememberingStore implements AdmissionStore {
  readonly rows = new Map<string, Receipt>();
  readonly admissions: Admission[] = [];
  isAway = false;

  async admit(admission: Admission): Promise<ReadonlyMap<string, Receipt>> {
    if (this.isAway) throw new TypeError('secret of the database');
    this.admissions.push(admission);
    await this.markAppended(admission.appended);
    for (const proposed of admission.proposed) {
      const key = receiptKey(proposed);
      if (this.rows.has(key)) continue;
      this.rows.set(key, { ...proposed, acceptedAt: new Date('2026-11-22T21:00:00Z'), isAppended: false });
    }
    return new Map(this.rows);
  }

  async markAppended(receipts: readonly string[]): Promise<void> {
    for (const [key, row] of this.rows) {
      if (receipts.includes(row.receipt)) this.rows.set(key, { ...row, isAppended: true });
    }
  }
}

/** An event log that keeps what it is given, in memory. */
export class RememberingLog implements EventAppender {
  readonly appends: (readonly EventRecord[])[] = [];
  isAway = false;

  async append(records: readonly EventRecord[]): Promise<void> {
    if (this.isAway) throw new TypeError('secret of the log');
    this.appends.push(records);
  }
}
