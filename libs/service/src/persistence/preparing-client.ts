import pg from 'pg';

/**
 * How a statement begins that each connection is to prepare: one that is long, run all the time and whose text never changes.
 * PostgreSQL then reads and plans it once instead of every time, which costs more than running it. To any other client it is
 * a comment.
 */
export const PREPARED = '/* prepared */';

/** Plans are made anew so often: one that was made for an empty table is a bad one for a table that has grown since. */
const PLANS_KEPT_MS = 5_000;

type Query = (...parameters: readonly unknown[]) => unknown;

const names = new Map<string, string>();

/** The client of pools that prepare what asks for it. */
export class PreparingClient extends pg.Client {
  #replanAt: number | undefined;

  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as unknown as Query;
    const prepared: Query = (...parameters) => {
      const [text, values, callback] = parameters;
      const isAsked = typeof text === 'string' && text.startsWith(PREPARED) && Array.isArray(values);
      if (!isAsked || callback !== undefined) return query(...parameters);
      return this.#runPrepared(query, { name: nameOf(text), text, values });
    };
    this.query = prepared as unknown as typeof this.query;
  }

  async #runPrepared(query: Query, statement: object): Promise<unknown> {
    const now = performance.now();
    this.#replanAt ??= now + PLANS_KEPT_MS;
    if (now >= this.#replanAt) {
      this.#replanAt = now + PLANS_KEPT_MS;
      await query('DISCARD PLANS');
    }
    return query(statement);
  }
}

/** The same for the same text, on every connection. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `havre-${String(names.size)}`;
  names.set(text, name);
  return name;
}
