import { startKafka } from '@havre/test-harness';
import { describeEventLogContract } from '../testing/contract/event-log-contract.js';

describeEventLogContract('Kafka, with @platformatic/kafka', async () => {
  const kafka = await startKafka({ dedicated: true });
  return {
    settings: { kind: 'kafka', client: 'platformatic', brokers: kafka.brokers, clientId: 'contract' },
    takeAway: () => kafka.kill(),
    restore: () => kafka.restart(),
    stop: () => kafka.stop(),
  };
});
