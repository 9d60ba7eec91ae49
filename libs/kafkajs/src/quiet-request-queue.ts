import { createRequire } from 'node:module';

/** Of kafkajs' queue of requests, one for each connection, what is needed here. */
export interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

interface RequestQueueClass {
  readonly prototype: RequestQueue;
}

const quiet = new WeakSet<RequestQueueClass>();

/**
 * Keeps idle connections of kafkajs asleep. Version 2.2.4 looks for requests that wait a millisecond after every answer, and a
 * millisecond after every such look, for ever and on each connection: a thousand wake-ups a second that find nothing. Its
 * queue asks for a look itself when it puts a request aside, so one that is empty needs none.
 */
export function quietRequestQueue(queue: RequestQueueClass): void {
  if (quiet.has(queue)) return;
  quiet.add(queue);
  const { prototype } = queue;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function scheduleWhatWaits(): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}

/** The class that this version of kafkajs makes its connections with. */
export function requestQueueOfKafkajs(): RequestQueueClass {
  return createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as RequestQueueClass;
}
