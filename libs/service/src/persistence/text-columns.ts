/**
 * Sets of rows as one text parameter for each column, a line for each row: PostgreSQL takes them apart at a fraction of
 * what parsing JSON or quoted arrays costs. No value may contain a line break: ids, codes, numbers, instants and JSON
 * documents have none. An empty line is NULL.
 */
export type ColumnValue = string | number | null;

/** One parameter for each column of the rows. */
export function textColumns(rows: readonly (readonly ColumnValue[])[]): string[] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? '').join('\n'));
}

/** The SQL that reads such columns as rows, from parameter `first` on, in the order of the types. */
export function columnsAsRows(types: readonly string[], first = 1): string {
  const columns = types.map(
    (type, index) => `string_to_array($${first + index}, E'\\n', '')${type === 'text' ? '' : `::${type}[]`}`,
  );
  return `unnest(${columns.join(', ')})`;
}
