import { describe, expect, it } from '@jest/globals';
import { correctKafkajs } from './correct-kafkajs.js';
import { quietRequestQueue, requestQueueOfKafkajs, type RequestQueue } from './quiet-request-queue.js';

correctKafkajs();

class LoudQueue implements RequestQueue {
  pending: unknown[] = [];
  looks = 0;

  scheduleCheckPendingRequests(): void {
    this.looks += 1;
  }
}

describe('quietRequestQueue', () => {
  it('schedules a look at what waits, and none at nothing', () => {
    quietRequestQueue(LoudQueue);
    quietRequestQueue(LoudQueue);
    const queue = new LoudQueue();
    queue.scheduleCheckPendingRequests();
    expect(queue.looks).toBe(0);
    queue.pending.push('a request');
    queue.scheduleCheckPendingRequests();
    expect(queue.looks).toBe(1);
  });

  it('leaves no timer behind in the queues of the installed kafkajs', () => {
    const own = requestQueueOfKafkajs().prototype;
    const idle = {
      pending: [],
      throttledUntil: -1,
      throttleCheckTimeoutId: undefined as unknown,
      scheduleCheckPendingRequests: own.scheduleCheckPendingRequests,
    };
    idle.scheduleCheckPendingRequests();
    expect(idle.throttleCheckTimeoutId).toBeUndefined();
  });
});
