import { afterEach, describe, expect, it } from '@jest/globals';
import { startKafka } from '@havre/test-harness';
import { checkOutcome, GOOD_OUTCOME } from '../support/check-outcome.js';
import { type Acknowledged, publishIntakes } from '../support/traffic.js';
import { answerOffers, type City, type Endings, startCity } from './city.js';

const FLOW = { count: 25, concurrency: 4, pauseMs: 20 };
const SETTLES_WITHIN_MS = 300_000;

const endings: Endings = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
}, 120_000);

async function expectAllGood({ postgres }: City, acknowledged: readonly Acknowledged[]): Promise<void> {
  expect(await checkOutcome(postgres.url, acknowledged, SETTLES_WITHIN_MS)).toEqual(GOOD_OUTCOME);
}

describe('the log on Kafka behind PostgreSQL', () => {
  it('keeps everything that was applied, and goes on, when the log is lost', async () => {
    const city = await startCity(endings);
    answerOffers(city, endings);
    const acknowledged = await publishIntakes(city.havre, FLOW);
    await expectAllGood(city, acknowledged);
    await Promise.all(city.havre.programs.map((program) => program.end('SIGTERM')));
    const empty = await startKafka({ dedicated: true });
    endings.push(() => empty.stop());
    const brokers = empty.brokers.join(',');
    await Promise.all(city.havre.programs.map((program) => program.start({ HAVRE_KAFKA_BROKERS: brokers })));
    acknowledged.push(...(await publishIntakes(city.havre, FLOW)));
    await expectAllGood(city, acknowledged);
    // The new log is a few records long; the groups read it from its beginning and nothing of the old one is missed.
    await city.havre.stop();
  }, 1_500_000);
});
