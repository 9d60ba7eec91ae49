import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MarkSearch } from '@havre/test-harness';
import { Client } from 'pg';
import type { DemoKey } from '../../src/demo-city/demo-keys.js';
import type { Havre } from '../support/havre.js';
import type { ServiceName } from '../support/processes.js';

/** Where something of an event could be left. */
export interface WatchedPlaces {
  readonly havre: Havre;
  readonly databaseUrl: string;
  /** Data folders of the database and of the broker, working and temporary folders of the services. */
  readonly folders: readonly string[];
  readonly opsKey: string;
}

const OPEN = ['/metrics', '/livez', '/readyz', '/openapi.json'];
const OPERATIONS = ['/ops/v1/status', '/ops/v1/parked'];
const OPERATIONS_OF: Readonly<Partial<Record<ServiceName, readonly string[]>>> = {
  'policy-gate': ['/ops/v1/verdicts', '/help/needs-only', '/v1/keys'],
  referral: ['/ops/v1/outcomes', '/ops/v1/attention', '/ops/v1/flags'],
  capacity: ['/ops/v1/ledger', '/ops/v1/holds', '/ops/v1/drift'],
};
export const ADMIN_PATHS = [
  '/v1/health',
  '/v1/lag',
  '/v1/verdicts',
  '/v1/outcomes',
  '/v1/parked',
  '/v1/attention',
  '/v1/flags',
  '/v1/audit',
  '/v1/deficits',
  '/v1/drift',
  '/v1/holds?expiringWithinMinutes=1440',
];
export const FEED_PATHS = ['/v1/referrals?limit=500', '/v1/capacity'];
const PAGE = '/v1/events?limit=500';

/** Looks everywhere: files, tables, logs, processes, and everything that can be asked for by anybody. */
export async function lookEverywhere(search: MarkSearch, places: WatchedPlaces): Promise<void> {
  await lookAtAnswers(search, places);
  await lookAtTables(search, places.databaseUrl);
  await lookAtProcesses(search, places.havre);
  for (const folder of places.folders) await search.lookAtFolder(folder);
}

/** What the services wrote, and how they were started. */
export async function lookAtProcesses(
  search: MarkSearch,
  { programs }: Pick<Havre, 'programs'>,
): Promise<void> {
  for (const { name, output, pid } of programs) {
    search.look(`output of ${name}`, output);
    for (const file of ['environ', 'cmdline', 'comm']) await search.lookAtFile(`/proc/${pid}/${file}`);
    for (const [file, target] of await openFiles(pid)) search.look(`open file ${file} of ${name}`, target);
  }
}

async function openFiles(pid: number): Promise<readonly (readonly [string, string])[]> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const names = threads.map((thread) =>
    readFile(join(`/proc/${pid}/task`, thread, 'comm'), 'utf8').catch(() => ''),
  );
  return [
    ['maps', maps],
    ['threads', (await Promise.all(names)).join()],
  ];
}

/** Every answer that a partner, an operator, a scraper or a passer-by can have. */
export async function lookAtAnswers(search: MarkSearch, { havre, opsKey }: WatchedPlaces): Promise<void> {
  for (const [name, url] of Object.entries(havre.urls) as [ServiceName, string][]) {
    for (const path of OPEN) await lookAt(search, url, path);
    for (const path of [...OPERATIONS, ...(OPERATIONS_OF[name] ?? [])])
      await lookAt(search, url, path, opsKey);
  }
  for (const key of havre.keys.keys) {
    if (key.role === 'operator')
      for (const path of ADMIN_PATHS) await lookAt(search, havre.urls.admin, path, key.token);
    else await lookAtFeed(search, havre.urls.feed, key);
  }
}

async function lookAtFeed(search: MarkSearch, url: string, { token }: DemoKey): Promise<void> {
  for (const path of FEED_PATHS) await lookAt(search, url, path, token);
  for (let path = PAGE; ;) {
    const page = JSON.parse(await lookAt(search, url, path, token)) as { items?: unknown[]; next?: string };
    if ((page.items ?? []).length === 0) return;
    path = `${PAGE}&cursor=${page.next ?? ''}`;
  }
}

async function lookAt(search: MarkSearch, url: string, path: string, token?: string): Promise<string> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(new URL(path, url), { headers });
  const text = await response.text();
  const heads = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  search.look(`${path} of ${url}`, `${heads}\n\n${text}`);
  return text;
}

const TABLES = `
  SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
  WHERE table_type = 'BASE TABLE' AND table_schema <> 'pg_catalog' ORDER BY 1`;
const VIEWS = ['pg_stat_activity', 'pg_prepared_statements', 'pg_stats', 'pg_description', 'pg_settings'];

/** Every row of every table as the database reads it, compressed values opened; and what it says of itself. */
export async function lookAtTables(search: MarkSearch, databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(TABLES);
    for (const name of [...tables.rows.map((row) => row.name), ...VIEWS]) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`);
      search.look(`table ${name}`, rows.map(({ row }) => row).join('\n'));
    }
    // What is in memory goes to its files, so that these are what would be found of it.
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
