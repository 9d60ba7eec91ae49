import {
  startKafka,
  startPostgres,
  type TestKafkaServer,
  type TestPostgresServer,
} from '@havre/test-harness';
import { BACKED_UP } from '../support/backups.js';
import { type Havre, startHavre } from '../support/havre.js';
import { acceptEverything } from '../support/traffic.js';

/** What has to be ended, in the reverse of the order in which it was begun. */
export type Endings = (() => Promise<unknown>)[];

/** Havre on a PostgreSQL and a Kafka that can be put back. */
export interface City {
  readonly havre: Havre;
  readonly postgres: TestPostgresServer;
  readonly kafka: TestKafkaServer;
}

export async function startCity(endings: Endings): Promise<City> {
  const [postgres, kafka] = await Promise.all([
    startPostgres({ dedicated: true, settings: BACKED_UP }),
    startKafka({ dedicated: true }),
  ]);
  endings.push(() => Promise.all([postgres.stop(), kafka.stop()]));
  const brokers = kafka.brokers.join(',');
  const havre = await startHavre({ shape: 'standalone', databaseUrl: postgres.url, kafka: brokers });
  endings.push(() => havre.stop());
  return { havre, postgres, kafka };
}

/** Every provider accepts what it is offered, until the end of the test. */
export function answerOffers({ havre }: City, endings: Endings): void {
  const providers = new AbortController();
  const answering = acceptEverything(havre, providers.signal);
  endings.push(() => {
    providers.abort();
    return answering;
  });
}
