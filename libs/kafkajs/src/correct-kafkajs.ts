import { connectionOfKafkajs, startConnectionsAfresh } from './fresh-connections.js';
import { quietRequestQueue, requestQueueOfKafkajs } from './quiet-request-queue.js';

/**
 * Corrects the classes of kafkajs 2.2.4 in this process, once: connections that begin afresh, queues that sleep when they are
 * empty. To be called before the first client is made; calling it again changes nothing.
 */
export function correctKafkajs(): void {
  quietRequestQueue(requestQueueOfKafkajs());
  startConnectionsAfresh(connectionOfKafkajs());
}
