import type { EventLogError } from '../event-log-error.js';
import { toEventLogError } from '../fault.js';
import { BRIEF_RETRY, kafkaClient } from './kafka-client.js';
import type { KafkaSettings } from './kafka-settings.js';

/**
 * Whether this client may use a group. A kafkajs consumer that may not looks like one that waits for its coordinator, for
 * ever; the refusal itself is said in the debug log of the client alone. Says nothing when the brokers do not answer.
 *
 * @throws EventLogError `unauthorized`
 */
export async function checkGroupRights(settings: KafkaSettings, group: string): Promise<void> {
  let refusal: EventLogError | undefined;
  const client = kafkaClient(settings, BRIEF_RETRY, ({ log }) => {
    const error = toEventLogError(log['error']);
    if (error.code === 'unauthorized') refusal = error;
  });
  const admin = client.admin();
  try {
    await admin.connect();
    await admin.fetchOffsets({ groupId: group });
  } catch {
    if (refusal !== undefined) throw refusal;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
