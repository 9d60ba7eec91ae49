import { randomUUID } from 'node:crypto';
import type { SentEvent } from '../check/evidence.js';

/** An event as the traffic wants it sent. */
export interface Wanted {
  readonly keyId: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly data: unknown;
  readonly line?: string;
  readonly needs?: number;
  readonly quantity?: number;
  readonly total?: number;
  /** Chosen by the caller when the content must carry it. */
  readonly mark?: string;
}

/** Everything that was sent, in the order in which it was sent first, with what became of it. */
export class History {
  readonly sent: SentEvent[] = [];

  begin({ keyId, type, subject, line, needs, quantity, total, mark }: Wanted): SentEvent {
    const event: SentEvent = {
      mark: mark ?? randomUUID(),
      keyId,
      type,
      sentAt: Date.now(),
      otherReceipts: [],
      ...(subject === undefined ? {} : { subject }),
      ...(line === undefined ? {} : { line }),
      ...(needs === undefined ? {} : { needs }),
      ...(quantity === undefined ? {} : { quantity }),
      ...(total === undefined ? {} : { total }),
    };
    this.sent.push(event);
    return event;
  }

  /** How many events were acknowledged from one moment to before another. */
  acknowledgedBetween(from: number, until: number): number {
    return this.sent.filter(({ acknowledged }) => {
      const at = acknowledged?.at ?? 0;
      return at >= from && at < until;
    }).length;
  }
}
