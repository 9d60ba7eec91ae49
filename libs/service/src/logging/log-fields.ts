/** Every field a log line may have. A field that is not here cannot be logged; adding one is a decision. */
const LOG_FIELDS = [
  'address',
  'attempts',
  'bytes',
  'changes',
  'code',
  'consumer',
  'count',
  'durationMs',
  'error',
  'group',
  'kind',
  'lag',
  'level',
  'method',
  'name',
  'offset',
  'owned',
  'partition',
  'partitions',
  'keyId',
  'pack',
  'phase',
  'port',
  'reason',
  'records',
  'retriable',
  'retryInMs',
  'role',
  'route',
  'scope',
  'service',
  'shard',
  'status',
  'topic',
  'upstream',
  'version',
] as const;

export type LogField = (typeof LOG_FIELDS)[number];

type LogValue = string | number | boolean | bigint | undefined;

/** Codes, names, routes and numbers. Never a body, a query, a header's value, a key, or an error's message. */
export type LogFields = Readonly<Record<string, LogValue>>;

const ALLOWED: ReadonlySet<string> = new Set(LOG_FIELDS);
/** What codes, names, routes and versions are made of. A sentence has spaces and does not pass. */
const CODE_LIKE = /^[\w.:/@{}[\]*+,-]{0,160}$/;
const EVENT = /^[a-z0-9][a-z0-9.-]{0,79}$/;
const WITHHELD = '[withheld]';

/** Keeps allowed fields; replaces text that does not look like a code. The last line of defence, not the first. */
export function allowedFields(fields: LogFields): Record<string, string | number | boolean> {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || !ALLOWED.has(name)) continue;
    kept[name] =
      typeof value === 'string' ? codeLike(value) : typeof value === 'bigint' ? String(value) : value;
  }
  return kept;
}

/** The name of what happened, e.g. `request-completed`; anything else is withheld. */
export const allowedEvent = (event: string): string => (EVENT.test(event) ? event : WITHHELD);

const codeLike = (text: string): string => (CODE_LIKE.test(text) ? text : WITHHELD);
