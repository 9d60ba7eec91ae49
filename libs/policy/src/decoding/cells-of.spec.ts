import { describe, expect, it } from '@jest/globals';

import { cellsOf } from './cells-of.js';

const alone = (text: string) => cellsOf(text).flatMap((cell) => (cell.isNamed ? [] : [cell.text]));
const named = (text: string) => cellsOf(text).flatMap((cell) => (cell.isNamed ? [cell.text] : []));

describe('cellsOf', () => {
  it.each(['\t', '|', ';', ','])(
    'reads cells alone and after the names of their columns, parted by %j',
    (sign) => {
      const lines = [
        ['bed', 'meal', 'note'],
        ['4', 'soup', 'arrives late'],
      ];
      const table = lines.map((line) => line.join(sign)).join('\n');
      expect(alone(table)).toEqual(['bed', 'meal', 'note', '4', 'soup', 'arrives late']);
      expect(named(table)).toEqual(['bed: 4', 'meal: soup', 'note: arrives late']);
    },
  );

  it('takes a cell out of its quotes, with the signs in it', () => {
    const table = 'bed\tnote\r\n4\t"two ""twin"" beds\there"\r\n5\t\r\n';
    expect(alone(table)).toEqual(['bed', 'note', '4', 'two "twin" beds\there', '5']);
    expect(named(table)).toEqual(['bed: 4', 'note: two "twin" beds\there', 'bed: 5']);
  });

  it.each(['one line, of, cells', 'milk, bread\nand eggs', 'a;b\nc', 'no cells\nat all', ''])(
    'finds none in %j',
    (text) => {
      expect(cellsOf(text)).toEqual([]);
    },
  );

  it('reads the values of a statement alone and after the names of their columns', () => {
    const statement =
      "INSERT INTO `stay`(bed, note, kept) VALUES (4,'two twins, crib','no'), (5, 'l''aube', '');";
    expect(alone(statement)).toEqual(['two twins, crib']);
    expect(named(statement)).toEqual([
      'bed: 4',
      'note: two twins, crib',
      'kept: no',
      'bed: 5',
      "note: l''aube",
    ]);
    expect(alone("UPDATE stay SET note = 'arrives very late' WHERE bed = 4")).toEqual(['arrives very late']);
  });

  it.each(["it's of value (as we said), isn't it", "select 'a bed'", "the guest's values aren't said"])(
    'finds no statement in %j',
    (text) => {
      expect(cellsOf(text)).toEqual([]);
    },
  );

  it('leaves what is too large for a table to the text', () => {
    expect(cellsOf('a;b\n'.repeat(101))).toEqual([]);
    expect(cellsOf(`${';'.repeat(300)}\n${';'.repeat(300)}`)).toEqual([]);
  });
});
