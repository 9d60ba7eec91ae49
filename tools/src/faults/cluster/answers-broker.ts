import { openKafkaEventLog } from '@havre/messaging';

/** Whether the broker takes a connection and knows its cluster. */
export async function answersBroker(address: string): Promise<boolean> {
  try {
    const log = await openKafkaEventLog({ brokers: [address], clientId: 'havre-faults' });
    try {
      await log.ping();
      return true;
    } finally {
      await log.close();
    }
  } catch {
    return false;
  }
}
