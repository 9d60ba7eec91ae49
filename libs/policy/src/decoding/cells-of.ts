import { valuesOfStatement } from './values-of-statement.js';

/** The signs that part the cells of a line, and how often each must stand in every line: prose has commas too. */
const SEPARATORS: readonly (readonly [sign: string, least: number])[] = [
  ['\t', 1],
  ['|', 1],
  [';', 1],
  [',', 2],
];
/** Beyond these it is no table that somebody fills in, and is read as a text only. */
const MAX_LINES = 100;
const MAX_CELLS = 500;
const MAX_HEADER = 40;

/** What one cell says, alone or after the name of its column (`comment: awaiting …`). */
export interface Cell {
  readonly text: string;
  readonly isNamed: boolean;
}

/**
 * The cells of a table, or the values of a statement of SQL; none for a text that is neither. Lines hold as many signs that part cells, and a cell may stand in
 * quotes.
 */
export function cellsOf(text: string): readonly Cell[] {
  const values = valuesOfStatement(text);
  if (values.length > 0 || !text.includes('\n')) return values;
  const lines = text.split(/\r?\n/, MAX_LINES + 1).filter((line) => line.trim() !== '');
  const [first, ...rest] = lines;
  if (first === undefined || rest.length === 0 || lines.length > MAX_LINES) return [];
  for (const [sign, least] of SEPARATORS) {
    const names = cellsOfLine(first, sign);
    if (names.length <= least || names.length * lines.length > MAX_CELLS) continue;
    const rows = rest.map((line) => cellsOfLine(line, sign));
    if (rows.every((row) => row.length === names.length)) return cellsOfTable(names, rows);
  }
  return [];
}

function cellsOfTable(names: readonly string[], rows: readonly (readonly string[])[]): readonly Cell[] {
  const alone = new Set([...names, ...rows.flat()]);
  const named = new Set(rows.flatMap((row) => row.flatMap((cell, column) => nameOf(names[column], cell))));
  alone.delete('');
  return [
    ...Array.from(alone, (text) => ({ text, isNamed: false })),
    ...Array.from(named, (text) => ({ text, isNamed: true })),
  ];
}

function nameOf(name: string | undefined, cell: string): readonly string[] {
  if (name === undefined || name === '' || cell === '' || name.length > MAX_HEADER) return [];
  return [`${name}: ${cell}`];
}

function cellsOfLine(line: string, sign: string): readonly string[] {
  const cells: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at <= line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    if (at < line.length && (isQuoted || line[at] !== sign)) continue;
    cells.push(unquoted(line.slice(from, at).trim()));
    from = at + 1;
  }
  return cells;
}

function unquoted(cell: string): string {
  return cell.startsWith('"') && cell.endsWith('"') && cell.length > 1
    ? cell.slice(1, -1).replaceAll('""', '"')
    : cell;
}
