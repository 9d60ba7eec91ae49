import { describe } from '@jest/globals';
import { startKafka, startPostgres } from '@havre/test-harness';
import { startHavre } from './support/havre.js';
import { describeWholePath } from './support/whole-path.js';

describe('the whole path, one process per service, the event log on Kafka', () => {
  describeWholePath(async () => {
    const [postgres, kafka] = await Promise.all([startPostgres(), startKafka({ dedicated: true })]);
    const havre = await startHavre({
      shape: 'cluster',
      databaseUrl: postgres.url,
      kafka: kafka.brokers.join(','),
    });
    return {
      ...havre,
      stop: async () => {
        await havre.stop();
        await Promise.all([kafka.stop(), postgres.stop()]);
      },
    };
  });
});
