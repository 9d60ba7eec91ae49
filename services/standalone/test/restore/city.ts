import {
  startKafka,
  startPostgres,
  type TestKafkaServer,
  type TestPostgresServer,
} from '@havre/test-harness';
import { DoorClient } from '@havre/publisher';
import { setTimeout as sleep } from 'node:timers/promises';
import { tokenOf } from '../../src/demo-city/demo-keys.js';
import { BACKED_UP } from '../support/backups.js';
import { type Havre, type HavreOptions, startHavre } from '../support/havre.js';
import { acceptEverything, type Acknowledged } from '../support/traffic.js';

/** What has to be ended, in the reverse of the order in which it was begun. */
export type Endings = (() => Promise<unknown>)[];

/** Havre on a PostgreSQL and a Kafka that can be put back. */
export interface City {
  readonly havre: Havre;
  readonly postgres: TestPostgresServer;
  readonly kafka: TestKafkaServer;
  /** What a command of a service is told. */
  readonly environment: Readonly<Record<string, string>>;
}

/** In one process, unless it is said otherwise. */
export type CityShape = Pick<HavreOptions, 'shape' | 'replicas'>;

export async function startCity(endings: Endings, shape: CityShape = { shape: 'standalone' }): Promise<City> {
  const [postgres, kafka] = await Promise.all([
    startPostgres({ dedicated: true, settings: BACKED_UP }),
    startKafka({ dedicated: true }),
  ]);
  endings.push(() => Promise.all([postgres.stop(), kafka.stop()]));
  const brokers = kafka.brokers.join(',');
  const havre = await startHavre({ ...shape, databaseUrl: postgres.url, kafka: brokers });
  endings.push(() => havre.stop());
  const environment = {
    HAVRE_DATABASE_URL: postgres.url,
    HAVRE_EVENT_LOG: 'kafka',
    HAVRE_KAFKA_BROKERS: brokers,
  };
  return { havre, postgres, kafka, environment };
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

/** Publishes intakes under these ids, each until it is acknowledged; the same ids again are the same events again. */
export async function publishNamed(
  { havre }: City,
  ids: readonly string[],
): Promise<readonly Acknowledged[]> {
  const door = new DoorClient({ url: havre.urls['policy-gate'], key: tokenOf(havre.keys, 'accueil') });
  const acknowledged: Acknowledged[] = [];
  for (const id of ids) {
    for (;;) {
      const result = await door.publish({
        id,
        source: '/departments/accueil',
        type: 'havre.intake.received.v1',
        data: {
          household: { members: [{ ageGroup: 'senior' }] },
          language: 'en',
          needs: [{ kind: 'food', unitType: 'parcel', priority: 'routine' }],
        },
      });
      if (result.outcome === 'refused') throw new Error(`refused: ${result.code}`);
      if (result.outcome === 'accepted') {
        acknowledged.push({ intakeId: result.subject, receipt: result.receipt, needs: 1 });
        break;
      }
      await sleep(100);
    }
  }
  return acknowledged;
}
