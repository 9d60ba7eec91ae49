import { describe } from '@jest/globals';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { type Havre, startHavre } from './support/havre.js';
import { describeWholePath } from './support/whole-path.js';

describe('the whole path, in one process with embedded PostgreSQL', () => {
  describeWholePath(() => startHavre({ shape: 'standalone' }));
});

describe('the whole path, one process per service, the event log in PostgreSQL', () => {
  describeWholePath(async () => {
    const postgres = await startPostgres();
    return stoppingAfter(await startHavre({ shape: 'cluster', databaseUrl: postgres.url }), postgres);
  });
});

function stoppingAfter(havre: Havre, server: Pick<TestPostgres, 'stop'>): Havre {
  return {
    ...havre,
    stop: async () => {
      await havre.stop();
      await server.stop();
    },
  };
}
