const NAMES = new Set(
  (
    'cols columns column names fields headers header keys labels questions champs colonnes entetes attributes props ' +
    'properties columnnames fieldnames campos columnas schema head titres libelles'
  ).split(' '),
);
const LONGEST_NAME = Math.max(...Array.from(NAMES, (name) => name.length));
const SIGNS = '-_. ';
const MAX_COLUMNS = 60;
const MAX_CELLS = 500;
const MAX_NAME = 40;
const MAX_VALUE = 400;

/**
 * What an object says that holds the names of columns in one list and what stands in them in others:
 * `{ "columns": ["bed", "note"], "rows": [[4, "…"]] }`.
 */
export function namedColumns(members: Readonly<Record<string, unknown>>): readonly string[] {
  for (const key in members) {
    const names = members[key];
    if (!Array.isArray(names) || !isOfNames(key)) continue;
    const columns = namesOf(names);
    if (columns.length === 0) continue;
    return Object.keys(members).flatMap((other) =>
      other === key ? [] : cellsBelow(columns, members[other]),
    );
  }
  return [];
}

/** The same of a list of rows, of which the first holds the names. */
export function namedRows(rows: readonly unknown[]): readonly string[] {
  const [first, ...rest] = rows;
  return Array.isArray(first) && Array.isArray(rest[0]) ? cellsBelow(namesOf(first), rest) : [];
}

/** Whether a member of this name holds names, by its last word. Asked about every list of every event. */
function isOfNames(key: string): boolean {
  let from = key.length;
  while (from > 0 && !SIGNS.includes(key.charAt(from - 1))) from--;
  return key.length - from <= LONGEST_NAME && NAMES.has(key.slice(from).toLowerCase());
}

function namesOf(names: readonly unknown[]): readonly string[] {
  const texts = names.map((name) => textOf(name));
  const areNames =
    names.length > 1 &&
    names.length <= MAX_COLUMNS &&
    texts.every((text) => text.length <= MAX_NAME && /\p{L}/u.test(text));
  return areNames ? texts : [];
}

/** A name of a column, or of what describes one. */
function textOf(name: unknown): string {
  if (typeof name === 'string') return name;
  const described =
    typeof name === 'object' && name !== null ? (name as Readonly<Record<string, unknown>>)['name'] : '';
  return typeof described === 'string' ? described : '';
}

function cellsBelow(columns: readonly string[], values: unknown): readonly string[] {
  if (columns.length === 0 || !Array.isArray(values)) return [];
  const rows: readonly unknown[] = values.some(Array.isArray) ? values : [values];
  if (rows.length * columns.length > MAX_CELLS) return [];
  const isTable = rows.every((row) => Array.isArray(row) && row.length === columns.length);
  return isTable
    ? [...new Set((rows as readonly unknown[][]).flatMap((row) => namedCells(columns, row)))]
    : [];
}

function namedCells(columns: readonly string[], row: readonly unknown[]): readonly string[] {
  return row.flatMap((value, column) =>
    isSaying(value) ? [`${columns[column] ?? ''}: ${String(value)}`] : [],
  );
}

function isSaying(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value !== '' && value.length <= MAX_VALUE;
  return typeof value === 'number' || typeof value === 'boolean';
}
