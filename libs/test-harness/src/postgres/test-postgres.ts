/** One fresh, empty database on a real PostgreSQL. */
export interface TestPostgres {
  /** `postgres://…` of this caller's own database. */
  readonly url: string;
  /** The same server's maintenance database, for `pg_stat_activity` and the like. */
  readonly adminUrl: string;
  /** Another fresh database; `name` only makes it easier to recognise. */
  createDatabase(name?: string): Promise<string>;
  /** Drops the databases made here; ends the server when it is this caller's own. */
  stop(): Promise<void>;
}

/** A PostgreSQL server of this caller's own, which may be hurt. Ports and data survive kill and restart. */
export interface TestPostgresServer extends TestPostgres {
  readonly port: number;
  readonly pid: number;
  /** Everything that the server writes: tables, write-ahead log, and its own log when it collects one. */
  readonly dataFolder: string;
  /** SIGKILL of the postmaster and all its backends; follow with `restart()`. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** SIGSTOP: connections stay open, nothing answers. */
  suspend(): Promise<void>;
  resume(): Promise<void>;
}
