import { FaultError } from '../fault/fault-error.js';

const SENTENCES = {
  'database-unreachable': 'PostgreSQL cannot be reached.',
  'database-refused': 'PostgreSQL refuses the user, the password or the database of HAVRE_DATABASE_URL.',
  'migration-failed': 'A migration of the database failed.',
} as const;

export type DatabaseErrorCode = keyof typeof SENTENCES;

/** Why a service has no database. */
export class DatabaseError extends FaultError<DatabaseErrorCode> {
  constructor(code: DatabaseErrorCode) {
    super(code, code === 'database-unreachable', SENTENCES[code]);
  }
}

/** SQLSTATE class 28: authorisation; 3D: no such database; 42501: not allowed. */
const REFUSED = /^(?:28|3D)|^42501$/;

/** Reads the SQLSTATE and nothing else. */
export function toDatabaseError(thrown: unknown): DatabaseError {
  const code = (thrown as { code?: unknown } | null)?.code;
  const isRefused = typeof code === 'string' && REFUSED.test(code);
  return new DatabaseError(isRefused ? 'database-refused' : 'database-unreachable');
}
