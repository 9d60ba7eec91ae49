import { describe } from '@jest/globals';
import { startPostgres } from '@havre/test-harness';
import { startHavre } from './support/havre.js';
import { startSecuredKafka } from './support/secured-kafka.js';
import { describeWholePath } from './support/whole-path.js';

const SERVICES = ['policy-gate', 'referral', 'capacity', 'feed', 'admin'];
const DEPARTMENTS = ['accueil'];

describe('the whole path, each service its own user on a Kafka that denies what is not granted', () => {
  describeWholePath(async () => {
    const [postgres, kafka] = await Promise.all([startPostgres(), startSecuredKafka(SERVICES, DEPARTMENTS)]);
    const havre = await startHavre({
      shape: 'cluster',
      databaseUrl: postgres.url,
      // On a busy machine, four services sign in anew with TLS and SCRAM for each look at the lag.
      settings: { HAVRE_INGRESS_DEPARTMENTS: DEPARTMENTS.join(','), HAVRE_ADMIN_TIMEOUT_MS: '20000' },
      settingsOf: (name) => kafka.settingsOf(name),
    });
    return {
      ...havre,
      stop: async () => {
        await havre.stop();
        await Promise.all([kafka.server.stop(), postgres.stop()]);
      },
    };
  });
});
