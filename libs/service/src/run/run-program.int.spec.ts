import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { EmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';
import { query, startTestServer } from '../testing/test-server.js';
import { runProgram, type ProgramHost } from './run-program.js';

class Things1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE thing (id int PRIMARY KEY)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE thing');
  }
}

class Blocked1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("SELECT 'zebra-secret-marker'::int");
  }

  async down(): Promise<void> {
    await Promise.resolve();
  }
}

interface Ended {
  readonly host: ProgramHost;
  readonly exits: number[];
  readonly said: () => string;
}

function hostWith(parameters: readonly string[], url: string): Ended {
  const exits: number[] = [];
  let said = '';
  const host: ProgramHost = {
    execArgv: [],
    argv: ['node', 'main.js', ...parameters],
    env: { HAVRE_DATABASE_URL: url, HAVRE_LOG_LEVEL: 'silent' },
    stdout: { write: (text: string) => (said += text) },
    stderr: { write: (text: string) => (said += text) },
    once: () => undefined,
    exit: (code: number) => exits.push(code),
  };
  return { host, exits, said: () => said };
}

describe('the program of a service', () => {
  let server: EmbeddedPostgres;
  let isCreated = false;
  const create = (): Promise<never> => {
    isCreated = true;
    return Promise.reject(new TypeError('not wanted here'));
  };
  const persistence = { schema: 'jobs', migrations: [Things1763800000001] };

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('migrates ahead of an upgrade, once, and starts nothing', async () => {
    for (let time = 1; time <= 2; time += 1) {
      const { host, exits, said } = hostWith(['migrate'], server.url);
      await runProgram({ create, persistence }, host);
      expect([exits, said(), isCreated]).toEqual([[], 'jobs: 1 migrations\n', false]);
    }
    expect(await query(server.url, 'SELECT name FROM jobs.migration')).toEqual([
      { name: 'Things1763800000001' },
    ]);
  });

  it('says that a migration failed, and nothing of why', async () => {
    const { host, exits, said } = hostWith(['migrate'], server.url);
    const migrations = [...persistence.migrations, Blocked1763800000002];
    await runProgram({ create, persistence: { ...persistence, migrations } }, host);
    expect(exits).toEqual([1]);
    expect(said()).toContain('migration-failed');
    expect(said()).not.toContain('zebra');
  });

  it('refuses what it does not know', async () => {
    const { host, exits, said } = hostWith(['migarte'], server.url);
    await runProgram({ create, persistence }, host);
    expect([exits, said(), isCreated]).toEqual([[2], 'usage: main.js [migrate]\n', false]);
  });

  it('has commands of its own, and ends with their code', async () => {
    const { host, exits, said } = hostWith(['echo', 'a', 'b'], server.url);
    const echo = async (_: unknown, parameters: readonly string[], print: (line: string) => void) => {
      print(parameters.join(' '));
      return Promise.resolve(3);
    };
    await runProgram({ create, persistence, commands: { echo } }, host);
    expect([exits, said(), isCreated]).toEqual([[3], 'a b\n', false]);
  });

  it('runs the service when nothing is asked', async () => {
    const { host, exits } = hostWith([], server.url);
    await runProgram({ create, persistence }, host);
    expect([exits, isCreated]).toEqual([[1], true]);
  });
});
