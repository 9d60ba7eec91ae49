import type { BrokerClient } from '../kafka/broker-client.js';
import type { KafkaSettings } from '../kafka/kafka-settings.js';
import { PlatformaticConsumer } from './platformatic-consumer.js';
import { PlatformaticSender } from './platformatic-sender.js';

/** @platformatic/kafka, with connections of its own for the producer and for each consumer. */
export function platformaticBrokerClient(settings: KafkaSettings): BrokerClient {
  return {
    newSender: () => new PlatformaticSender(settings),
    newConsumer: (host) => new PlatformaticConsumer(host),
  };
}
