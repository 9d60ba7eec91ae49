/** Why the version that runs during an upgrade would fail on a schema that this statement has passed over. */
interface Contraction {
  readonly why: string;
  readonly pattern: RegExp;
}

const CONTRACTIONS: readonly Contraction[] = [
  {
    why: 'takes away a table, a column, a function or a type',
    pattern: /\bDROP (TABLE|COLUMN|FUNCTION|TYPE|VIEW|SCHEMA)\b/i,
  },
  { why: 'renames', pattern: /\bRENAME\b/i },
  { why: 'changes a type', pattern: /\bALTER COLUMN "?\w+"? (SET DATA )?TYPE\b/i },
  { why: 'refuses NULL where it was taken', pattern: /\bSET NOT NULL\b/i },
  { why: 'takes away a default', pattern: /\bDROP DEFAULT\b/i },
  {
    why: 'refuses rows that were taken',
    pattern: /\bADD (CONSTRAINT "?\w+"? )?(CHECK|UNIQUE|FOREIGN KEY|EXCLUDE|PRIMARY KEY)\b/i,
  },
  { why: 'refuses rows that were taken', pattern: /\bCREATE UNIQUE INDEX\b/i },
  { why: 'changes or refuses rows that were taken', pattern: /\bCREATE (OR REPLACE )?TRIGGER\b/i },
  { why: 'forgets rows', pattern: /\bTRUNCATE\b|\bDELETE FROM\b/i },
];

const ADDED_COLUMN = /\bADD COLUMN (?:IF NOT EXISTS )?"?\w+"? [^,;]*/gi;
const CREATED_TABLE = /\bCREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/gi;
const DROPPED_CONSTRAINT = /\bDROP CONSTRAINT (?:IF EXISTS )?"?(\w+)"?/gi;

/** One line, without comments and without the bodies of functions: those belong to what calls them. */
function plain(sql: string): string {
  return sql
    .replace(/\$\$[\s\S]*?\$\$/g, "''")
    .replace(/--.*$/gm, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const namesIn = (pattern: RegExp, sql: string): ReadonlySet<string> =>
  new Set([...sql.matchAll(pattern)].flatMap(([, name]) => name ?? []));

/** What the version before cannot live with. What a migration makes itself, it may shape as it likes. */
export function contractionsOf(statements: readonly string[]): readonly string[] {
  const all = statements.flatMap((sql) => plain(sql).split(';')).map((sql) => sql.trim());
  const made = namesIn(CREATED_TABLE, all.join(';'));
  const replaced = namesIn(DROPPED_CONSTRAINT, all.join(';'));
  return all
    .filter((sql) => sql !== '' && !/^CREATE TABLE\b/i.test(sql) && !isAbout(sql, made))
    .flatMap((sql) => [...knownContractions(withoutReplaced(sql, replaced)), ...columnsThatRefuse(sql)]);
}

function isAbout(sql: string, tables: ReadonlySet<string>): boolean {
  const about = /\b(?:ALTER TABLE (?:ONLY )?|ON )"?(\w+)"?/i.exec(sql)?.[1];
  return about !== undefined && tables.has(about);
}

/** A check that is dropped and made again under its name is a wider one: whether it is, a reader sees. */
function withoutReplaced(sql: string, replaced: ReadonlySet<string>): string {
  return [...replaced].reduce(
    (rest, name) => rest.replace(new RegExp(`ADD CONSTRAINT "?${name}"? CHECK`, 'gi'), ''),
    sql,
  );
}

function knownContractions(sql: string): readonly string[] {
  return CONTRACTIONS.filter(({ pattern }) => pattern.test(sql)).map(({ why }) => why);
}

function columnsThatRefuse(sql: string): readonly string[] {
  return [...sql.matchAll(ADDED_COLUMN)]
    .filter(([column]) => /\bNOT NULL\b/i.test(column) && !/\b(DEFAULT|GENERATED)\b/i.test(column))
    .map(() => 'adds a column that the version before does not fill');
}
