import { Client } from 'pg';

const TABLES = `
  SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
  WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;

/** The tables of every schema in which any of the marks can be read, with how many rows hold one. */
export async function searchEverything(
  databaseUrl: string,
  marks: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(TABLES);
    const found: Record<string, number> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${name} AS t
         WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS mark WHERE position(mark IN t::text) > 0)`,
        [marks],
      );
      const count = rows[0]?.count ?? 0;
      if (count > 0) found[name] = count;
    }
    return found;
  } finally {
    await client.end();
  }
}
