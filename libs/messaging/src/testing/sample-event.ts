import { randomUUID } from 'node:crypto';
import type { HavreEvent } from '@havre/events';
import type { EventBatch } from '../transport/event-batch.js';

/** A valid event of one service, which is its key; `holdId` tells events apart. */
export function sampleEvent(subject = 'maison-test', holdId: string = randomUUID()): HavreEvent {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: '/services/referral',
    type: 'havre.hold.occupation-requested.v1',
    subject,
    time: '2026-11-22T21:00:00.000Z',
    datacontenttype: 'application/json',
    data: { holdId },
  };
}

/** A batch as a handler gets it. */
export function sampleBatch(
  events: readonly HavreEvent[],
  signal: EventBatch['signal'] = new AbortController().signal,
): EventBatch {
  const topic = 'havre.capacity';
  return {
    topic,
    partition: 0,
    signal,
    events: events.map((event, index) => ({
      event,
      record: { topic, partition: 0, offset: BigInt(index), key: event.subject },
    })),
  };
}
