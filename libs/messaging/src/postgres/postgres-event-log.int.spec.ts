import { startPostgres } from '@havre/test-harness';
import { describeEventLogContract } from '../testing/contract/event-log-contract.js';

describeEventLogContract('PostgreSQL', async () => {
  const postgres = await startPostgres({ dedicated: true });
  return {
    settings: { kind: 'postgresql', connectionString: postgres.url },
    takeAway: () => postgres.kill(),
    restore: () => postgres.restart(),
    stop: () => postgres.stop(),
  };
});
