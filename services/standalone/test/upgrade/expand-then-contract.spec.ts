import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { contractionsOf } from './contracting-statements.js';
import { contracts, expands } from './fixtures/statements.js';

const ROOT = join(import.meta.dirname, '../../../..');

/** Before the first release nobody upgraded: what these did is history. */
const BEFORE_THE_FIRST_RELEASE: ReadonlySet<string> = new Set([
  'MovementTables1791000000000',
  'PlainDocuments1796000000000',
]);

interface Migration {
  readonly name?: string;
  /** A contracting step names the first version that does without what goes. */
  readonly contracts?: { readonly unusedSince: string };
  up(runner: { query(sql: string): Promise<unknown> }): Promise<void>;
}

type MigrationClass = new () => Migration;

async function migrationsOf(service: string): Promise<readonly MigrationClass[]> {
  const file = join(ROOT, 'services', service, 'src/persistence/persistence.ts');
  const { PERSISTENCE } = (await import(pathToFileURL(file).href)) as {
    PERSISTENCE: { migrations: readonly MigrationClass[] };
  };
  return PERSISTENCE.migrations;
}

async function statementsOf(migration: Migration): Promise<readonly string[]> {
  const statements: string[] = [];
  await migration.up({ query: (sql) => Promise.resolve(void statements.push(sql)) });
  return statements;
}

/** What is wrong with a migration, if anything is. */
async function complaintsOf(Class: MigrationClass, version: string): Promise<readonly string[]> {
  const migration = new Class();
  const found = contractionsOf(await statementsOf(migration));
  if (found.length === 0 || BEFORE_THE_FIRST_RELEASE.has(Class.name)) return [];
  const { unusedSince } = migration.contracts ?? {};
  if (unusedSince === undefined)
    return found.map((why) => `${Class.name} ${why}, and is no marked contraction`);
  return isOlder(unusedSince, version)
    ? []
    : [`${Class.name}: ${unusedSince} is not released before ${version}`];
}

function isOlder(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { numeric: true }) < 0;
}

function migrationWith(sql: string, unusedSince?: string): MigrationClass {
  return class Fixture {
    readonly contracts = unusedSince === undefined ? undefined : { unusedSince };

    async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
      await runner.query(sql);
    }
  } as MigrationClass;
}

describe('migrations expand first and contract a version later', () => {
  it('holds for every service', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const services = (await readdir(join(ROOT, 'services'))).filter((name) => name !== 'standalone');
    expect(services).toHaveLength(5);
    for (const service of services) {
      for (const Class of await migrationsOf(service)) expect(await complaintsOf(Class, version)).toEqual([]);
    }
  });

  it.each(Object.entries(contracts))('refuses a migration that %s', async (_, sql) => {
    expect(await complaintsOf(migrationWith(sql), '0.3.0')).not.toEqual([]);
  });

  it.each(Object.entries(contracts))(
    'lets one that %s pass once a released version does without',
    async (_, sql) => {
      expect(await complaintsOf(migrationWith(sql, '0.2.0'), '0.3.0')).toEqual([]);
      expect(await complaintsOf(migrationWith(sql, '0.3.0'), '0.3.0')).not.toEqual([]);
    },
  );

  it.each(Object.entries(expands))('lets one pass that %s', async (_, sql) => {
    expect(await complaintsOf(migrationWith(sql), '0.3.0')).toEqual([]);
  });
});
