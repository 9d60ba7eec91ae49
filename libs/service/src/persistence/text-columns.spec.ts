import { describe, expect, it } from '@jest/globals';
import { columnsAsRows, textColumns } from './text-columns.js';

describe('rows as columns of text', () => {
  it('are a line for each row, an empty one for nothing', () => {
    expect(
      textColumns([
        ['a', 1, null],
        ['b', null, '{"c":"d"}'],
      ]),
    ).toEqual(['a\nb', '1\n', '\n{"c":"d"}']);
    expect(textColumns([])).toEqual([]);
  });

  it('are read back by their types', () => {
    expect(columnsAsRows(['uuid', 'text'], 3)).toBe(
      "unnest(string_to_array($3, E'\\n', '')::uuid[], string_to_array($4, E'\\n', ''))",
    );
  });
});
