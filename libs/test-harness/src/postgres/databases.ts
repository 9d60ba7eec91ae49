import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Makes throw-away databases on one server, and drops them again. */
export class Databases {
  readonly #names: string[] = [];

  constructor(private readonly adminUrl: string) {}

  async create(name = 'db'): Promise<string> {
    const readable = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
    const database = `test_${readable.slice(0, 30)}_${randomBytes(5).toString('hex')}`;
    // template0 never has connections, so creations do not disturb each other.
    await this.#query(`CREATE DATABASE ${database} TEMPLATE template0`);
    this.#names.push(database);
    const url = new URL(this.adminUrl);
    url.pathname = `/${database}`;
    return url.href;
  }

  async dropAll(): Promise<void> {
    for (const database of this.#names.splice(0)) {
      await this.#query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    }
  }

  async #query(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.adminUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
