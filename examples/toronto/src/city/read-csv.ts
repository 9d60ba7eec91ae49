import { parse } from 'csv-parse/sync';

/** Rows of a CSV text by column name; throws when a row has too many or too few columns. */
export function readCsv<Column extends string>(
  text: string,
  columns: readonly Column[],
): readonly Record<Column, string>[] {
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  const [first] = rows;
  const missing = columns.find((column) => first?.[column] === undefined);
  if (missing !== undefined) throw new Error(`column ${missing} is missing`);
  return rows;
}
