import { readFileSync } from 'node:fs';

const CORPUS = new URL('../../../corpus/', import.meta.url);

/** Rows of a file below `corpus/`, one JSON value a line, in their order. What they hold is the caller's to know. */
export function readJsonLines(path: string): readonly unknown[] {
  return readFileSync(new URL(path, CORPUS), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
