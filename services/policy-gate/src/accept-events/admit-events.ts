import { toRecord, type EventRecord } from '@havre/events';

import type { ClearedEvent } from '../domain/decide-verdict.js';
import {
  decideReceipt,
  proposeReceipt,
  toLogEvent,
  type FreshIds,
  type ProposedReceipt,
  type Receipt,
  type ReceiptDecision,
} from '../domain/receipt.js';
import type { Drop } from '../domain/tally.js';
import { receiptKey, type Admission } from '../persistence/receipt.repository.js';
import { UnavailableFault } from './unavailable-fault.js';

/** The verdicts of one request that have to be stored: its cleared events and its drops. */
export interface AdmissionRequest {
  readonly cleared: readonly ClearedEvent[];
  readonly drops: readonly Drop[];
}

/** What became of one cleared event. `not-durable`: the event log did not take it; sending it again is safe. */
export type AdmissionResult =
  | { readonly outcome: 'accepted'; readonly receipt: string; readonly subject: string }
  | { readonly outcome: 'id-reused' }
  | { readonly outcome: 'not-durable' };

/** Where receipts and tallies are kept. */
export interface AdmissionStore {
  admit(admission: Admission): Promise<ReadonlyMap<string, Receipt>>;
  markAppended(receipts: readonly string[]): Promise<void>;
}

/** Where cleared events go. Durable when it resolves. */
export interface EventAppender {
  append(records: readonly EventRecord[]): Promise<void>;
}

export interface AdmissionOptions {
  /** The ids of an event, if it is new. */
  readonly idsOf: (event: ClearedEvent) => FreshIds;
  /** Hears of what went wrong, to be logged by its code only. */
  readonly onFault: (event: 'receipts-not-stored' | 'events-not-appended', thrown: unknown) => void;
}

/**
 * Stores the verdicts of a group of requests: one transaction for receipts and tallies, then one append. That the
 * append happened is noted in the transaction of the next group; until then it is known here, in memory.
 */
export class EventAdmission {
  readonly #store: AdmissionStore;
  readonly #log: EventAppender;
  readonly #options: AdmissionOptions;
  /** Receipts whose events are in the log and whose rows do not say so yet. */
  readonly #unmarked = new Set<string>();

  constructor(store: AdmissionStore, log: EventAppender, options: AdmissionOptions) {
    this.#store = store;
    this.#log = log;
    this.#options = options;
  }

  /**
   * @returns for each request, a result for each of its cleared events.
   * @throws UnavailableFault `storage` when nothing could be stored.
   */
  async admit(group: readonly AdmissionRequest[]): Promise<readonly (readonly AdmissionResult[])[]> {
    const cleared = group.flatMap((request) => request.cleared);
    const receipts = await this.#remember({
      proposed: this.#propose(cleared),
      drops: group.flatMap((request) => request.drops),
      appended: [...this.#unmarked],
    });
    const decisions = cleared.map((event) => this.#decide(event, receipts));
    const isDurable = await this.#append(cleared, decisions);
    const results = decisions.map((decision) => resultOf(decision, isDurable));
    return splitLike(results, group);
  }

  /** Notes in the store what is only known in memory. */
  async markAppended(): Promise<void> {
    const receipts = [...this.#unmarked];
    await this.#store.markAppended(receipts);
    for (const receipt of receipts) this.#unmarked.delete(receipt);
  }

  async #remember(admission: Admission): Promise<ReadonlyMap<string, Receipt>> {
    try {
      const receipts = await this.#store.admit(admission);
      for (const receipt of admission.appended) this.#unmarked.delete(receipt);
      return receipts;
    } catch (error) {
      // The words of the database quote what it was given: only that it failed goes on from here.
      this.#options.onFault('receipts-not-stored', error);
      throw new UnavailableFault('storage');
    }
  }

  #propose(cleared: readonly ClearedEvent[]): readonly ProposedReceipt[] {
    const proposed = new Map<string, ProposedReceipt>();
    for (const event of cleared) {
      const key = receiptKey(event);
      if (!proposed.has(key)) proposed.set(key, proposeReceipt(event, this.#options.idsOf(event)));
    }
    return [...proposed.values()];
  }

  #decide(event: ClearedEvent, receipts: ReadonlyMap<string, Receipt>): ReceiptDecision {
    const stored = receipts.get(receiptKey(event));
    // Deleted as too old between the insert that met it and the read: the next sending starts afresh.
    if (stored === undefined) throw new UnavailableFault('storage');
    return decideReceipt(event, stored);
  }

  async #append(cleared: readonly ClearedEvent[], decisions: readonly ReceiptDecision[]): Promise<boolean> {
    const records = new Map<string, EventRecord>();
    decisions.forEach((decision, index) => {
      const event = cleared[index];
      if (decision.decision !== 'append' || event === undefined) return;
      records.set(decision.receipt.receipt, toRecord(toLogEvent(event, decision.receipt)));
    });
    if (records.size === 0) return true;
    try {
      await this.#log.append([...records.values()]);
    } catch (error) {
      this.#options.onFault('events-not-appended', error);
      return false;
    }
    for (const receipt of records.keys()) this.#unmarked.add(receipt);
    return true;
  }
}

function resultOf(decision: ReceiptDecision, isDurable: boolean): AdmissionResult {
  switch (decision.decision) {
    case 'refuse':
      return { outcome: 'id-reused' };
    case 'append':
      return isDurable ? acceptedWith(decision.receipt) : { outcome: 'not-durable' };
    case 'repeat':
      return acceptedWith(decision.receipt);
  }
}

function acceptedWith({ receipt, subject }: Receipt): AdmissionResult {
  return { outcome: 'accepted', receipt, subject };
}

function splitLike(
  results: readonly AdmissionResult[],
  group: readonly AdmissionRequest[],
): readonly (readonly AdmissionResult[])[] {
  let from = 0;
  return group.map(({ cleared }) => {
    const part = results.slice(from, from + cleared.length);
    from += cleared.length;
    return part;
  });
}
