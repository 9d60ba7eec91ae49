import { openEventLog } from '@havre/messaging';
import { startKafka } from '@havre/test-harness';
import { describeWithKafka } from '@havre/test-harness/jest';
import { Night } from './night/support/night.js';
import { liveThrough } from './worlds/day.js';
import { describeTwoWorlds } from './worlds/describe-two-worlds.js';
import { countsOf } from './worlds/kafka-looks.js';

describeWithKafka('over HTTP', () => {
  describeTwoWorlds('the log in Kafka', async (world) => {
    const night = new Night();
    const kafka = await startKafka({ dedicated: true });
    const log = await openEventLog({ kind: 'kafka', brokers: kafka.brokers });
    try {
      await night.begin({ HAVRE_EVENT_LOG: 'kafka', HAVRE_KAFKA_BROKERS: kafka.brokers.join(',') });
      return await liveThrough(night, world, { looks: countsOf(log) });
    } finally {
      await night.end();
      await log.close();
      await kafka.stop();
    }
  });
});
