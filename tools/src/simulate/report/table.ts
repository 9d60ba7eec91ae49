/** A table of words and numbers: the first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].map(indented);
}

/** Counts by name, the largest first, as a list of two columns. */
export function list(rows: readonly (readonly [name: string, count: string])[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  const counts = Math.max(0, ...rows.map(([, count]) => count.length));
  return rows.map(([name, count]) => indented(`${name.padEnd(width)}  ${count.padStart(counts)}`));
}

function indented(line: string): string {
  return `  ${line}`;
}
