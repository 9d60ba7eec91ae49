import { describe, expect, it } from '@jest/globals';
import { DEFAULT_OPTIONS, readOptions } from './options.js';

describe('the options of the command', () => {
  it('have a value each when nothing is said', () => {
    expect(readOptions([], {})).toEqual({
      outcome: 'options',
      options: { ...DEFAULT_OPTIONS, language: 'fr', isJson: false },
    });
  });

  it('are read as they stand', () => {
    const args =
      '--people 300 --days 3 --seed 9 --start 2026-02-01 --storm 1,3 --break ignore-fit --lang en --json';
    expect(readOptions(args.split(' '), {})).toMatchObject({
      outcome: 'options',
      options: {
        people: 300,
        days: 3,
        seed: 9,
        start: '2026-02-01',
        storms: [1, 3],
        mutant: 'ignore-fit',
        language: 'en',
        isJson: true,
      },
    });
    expect(readOptions(['--storm', 'none'], {})).toMatchObject({ options: { storms: [] } });
    expect(readOptions(['--help'], { HAVRE_LANGUAGE: 'en' })).toEqual({ outcome: 'help', language: 'en' });
  });

  it.each([
    ['--people', '0'],
    ['--people', 'many'],
    ['--days', '1.5'],
    ['--seed', '-1'],
    ['--start', '12 January'],
    ['--storm', '0'],
    ['--break', 'everything'],
  ])('say which is wrong: %s %s', (option, value) => {
    expect(readOptions([`${option}=${value}`], {})).toEqual({ outcome: 'wrong', option, language: 'fr' });
  });
});
