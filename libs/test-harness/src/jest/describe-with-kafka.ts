import { describe, it } from '@jest/globals';
import { kafkaAvailability } from '../kafka/kafka-source.js';

const { isAvailable } = await kafkaAvailability();

/**
 * `describe` for what needs a real Kafka. On a machine that can have none, a loud line has been printed and the group shows as
 * one skipped test; with `CI=true` the import of this file has failed already.
 */
export function describeWithKafka(name: string, define: () => void): void {
  if (isAvailable) describe(name, define);
  else describe(name, () => it.skip('needs a real Kafka, which this machine cannot have', () => undefined));
}
