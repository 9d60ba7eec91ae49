import type { Logger } from 'typeorm';

/** TypeORM prints failed migrations and queries, parameters and messages included, even with `logging: false`. Not this one. */
export class SilentOrmLogger implements Logger {
  logQuery(): void {
    // Statements carry data.
  }

  logQueryError(): void {
    // Errors quote it.
  }

  logQuerySlow(): void {
    // The database's own statistics say what is slow.
  }

  logSchemaBuild(): void {
    // Schemas are made by migrations.
  }

  logMigration(): void {
    // A failed one is a `DatabaseError`.
  }

  log(): void {
    // Warnings of the pool: readiness shows them.
  }
}
